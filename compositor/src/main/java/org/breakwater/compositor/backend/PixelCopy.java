package org.breakwater.compositor.backend;

import java.nio.ByteBuffer;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;

/**
 * Memory that somebody else shows, and where it lags behind the target that frames are drawn into. The
 * memory stays the caller's.
 */
public final class PixelCopy {
    private static final int MOST_RECTS = 20;

    private final int stride;
    private final ByteBuffer pixels;
    private final RegionBuffer stale = new RegionBuffer();

    /** {@code pixels}: rows of XRGB8888, {@code stride} bytes apart; all of it is out of date. */
    public PixelCopy(ByteBuffer pixels, int width, int height, int stride) {
        this.pixels = pixels.duplicate();
        this.stride = stride;
        stale.set(0, 0, width, height);
    }

    /** So much was drawn anew. */
    public void add(Rects drawn) {
        stale.add(drawn).collapse(MOST_RECTS);
    }

    /** Brings it up to date from a target of the same size. */
    public void readFrom(Renderer renderer, RenderTarget target) {
        for (int i = 0; i < stale.rectCount(); i++) {
            pixels.position(stale.y1(i) * stride + 4 * stale.x1(i));
            renderer.readPixels(target, stale.rect(i), pixels, stride);
        }
        stale.clear();
    }
}
