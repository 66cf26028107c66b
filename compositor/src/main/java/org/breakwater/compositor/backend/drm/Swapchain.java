package org.breakwater.compositor.backend.drm;

import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rects;

/** The pictures that one output shows in turn, all of one size. Owns them. */
interface Swapchain extends AutoCloseable {
    /** What the next frame is drawn into. */
    RenderTarget target();

    /** {@link #target} has been drawn, anew in {@code drawn}: the framebuffer to show. */
    int finish(Rects drawn);

    /** The framebuffer that was last finished is being shown from now on. */
    void committed();

    /** A target that holds what is shown; null before the first. */
    RenderTarget shown();

    /** As {@link org.breakwater.compositor.backend.BackendOutput#rendererRecovered}. */
    default void rendererRecovered() {
    }

    @Override
    void close();
}
