package org.breakwater.compositor.backend;

import org.breakwater.render.RenderTarget;

/**
 * A small picture above the frames of an output, which moves without them: for the pointer. What is asked of it is
 * shown with the next frame, or by {@link BackendOutput#presentPointer}. Loop thread.
 */
public interface PointerPlane {
    /** False for good once the output has refused it: the pointer is then to be drawn. */
    boolean isUsable();

    /** The largest picture, in pixels; so is {@link #height}. */
    int width();

    int height();

    /** Where the picture is drawn, premultiplied, from the upper left corner. */
    RenderTarget target();

    /** {@link #target} holds another picture now. */
    void drawn();

    /**
     * Shows the picture with its upper left corner at a place of the output, in pixels; {@code hotspotX} and
     * {@code hotspotY}: where in the picture the pointer points. Says whether that is news.
     */
    boolean place(int x, int y, int hotspotX, int hotspotY);

    /** Says whether that is news. */
    boolean hide();
}
