package org.breakwater.compositor.singlepixel;

import org.breakwater.compositor.buffer.ClientBuffer;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rects;
import org.breakwater.wayland.server.WlBufferResource;

/**
 * A {@code wl_buffer} of one pixel, premultiplied. It never changes, so it has nothing to hold or
 * protect.
 */
final class SinglePixelBuffer implements ClientBuffer, WlBufferResource.Requests {
    private static final long MAX = 0xffff_ffffL;

    private final WlBufferResource resource;
    private final int argb;
    private final boolean opaque;
    private Texture latest;

    /** Each channel is a fraction of 2^32 - 1. */
    SinglePixelBuffer(WlBufferResource resource, int r, int g, int b, int a) {
        this.resource = resource;
        this.argb = to8Bits(a) << 24 | to8Bits(r) << 16 | to8Bits(g) << 8 | to8Bits(b);
        this.opaque = a == -1;
        resource.handle(this);
    }

    /** The nearest of 256 steps. */
    static int to8Bits(int channel) {
        return (int) ((Integer.toUnsignedLong(channel) * 255 + MAX / 2) / MAX);
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public int height() {
        return 1;
    }

    @Override
    public boolean isOpaque() {
        return opaque;
    }

    @Override
    public void hold() {
        // There is no memory that could go away.
    }

    @Override
    public void drop() {
        // As for hold.
    }

    @Override
    public void release() {
        resource.sendRelease();
    }

    @Override
    public Texture upload(Renderer renderer, Texture previous, Rects damage) {
        if (previous != null && previous == latest && !previous.isClosed()) {
            return previous;
        }
        Texture created = renderer.createColorTexture(argb);
        if (previous != null) {
            previous.close();
        }
        latest = created;
        return created;
    }

    @Override
    public void destroy(WlBufferResource self) {
        // A surface that shows it has its own copy of the colour.
    }
}
