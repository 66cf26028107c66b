package org.breakwater.compositor.backend;

import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rects;

/**
 * A place that shows frames, one per refresh. After {@link #present} or {@link #skip} the listener is told
 * exactly once, at the refresh; until then neither may be called again. Loop thread.
 */
public interface BackendOutput {
    /** Its name for people and for {@code wl_output}, as "HEADLESS-1". */
    String name();

    int width();

    int height();

    int refreshMilliHz();

    void setListener(Listener listener);

    /** The target to draw the next frame into; the output owns it. */
    RenderTarget nextTarget();

    /** Shows {@link #nextTarget} at the next refresh; {@code drawn}: where it was drawn anew, in its pixels, for now. */
    void present(Rects drawn);

    /**
     * Shows a client's picture, which has the output's size, at the next refresh in place of a frame, and lends it for
     * as long as it may be seen. Says whether it does: if not, nothing has happened, and a frame is to be drawn. A
     * picture that the output cannot show is not tried each time that it is asked to.
     */
    default boolean presentPicture(ClientPicture picture) {
        return false;
    }

    /** The pictures that {@link #presentPicture} may take. */
    default PictureFormats pictureFormats() {
        return PictureFormats.NONE;
    }

    /** Shows nothing new, and tells the listener at the next refresh all the same. */
    void skip();

    /**
     * After a reset of the GPU the renderer has begun anew: targets are empty, and those that were imported are
     * gone and to be imported again. The next frame draws all of what {@link #nextTarget} gives.
     */
    default void rendererRecovered() {
    }

    /** Null where the pointer can only be drawn; the output owns it. */
    default PointerPlane pointerPlane() {
        return null;
    }

    /** As {@link #skip}, but what was asked of {@link #pointerPlane} is shown then. */
    default void presentPointer() {
        skip();
    }

    /** The target that is shown now, or was before a client's picture was; null before the first. */
    RenderTarget shown();

    /** Told at a refresh, or that there was none. */
    interface Listener {
        /** For an output that has ended. */
        Listener NOBODY = new Listener() {
            @Override
            public void refreshed(long nanos, long refreshNanos, long sequence, int flags) {
            }

            @Override
            public void failed(Throwable why) {
            }
        };

        /** {@code nanos}: when, on the loop's clock; {@code sequence}: refreshes counted; flags of wp_presentation. */
        void refreshed(long nanos, long refreshNanos, long sequence, int flags);

        /** In place of {@link #refreshed}: the frame was not shown and will not be. */
        void failed(Throwable why);
    }
}
