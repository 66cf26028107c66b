package org.breakwater.compositor.backend.wayland;

import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rects;
import org.breakwater.wayland.client.WlBufferProxy;

/** The buffers that a window shows in turn, all of one size. Owns what they are made of. */
interface WindowBuffers {
    int width();

    int height();

    /** Whether there is one that the parent does not hold. */
    boolean hasFree();

    /** What the next frame is drawn into; there is a free buffer. */
    RenderTarget target();

    /** A buffer with the frame in {@link #target}, new in {@code drawn}: the parent's until it lets go. */
    WlBufferProxy submit(Rects drawn);

    /** A target that holds what was last submitted; null before the first. */
    RenderTarget shown();

    /** They are not used again; what the parent still holds goes to {@code retired}. */
    void retire(RetiredBuffers retired);
}
