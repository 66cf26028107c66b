package org.breakwater.render.gl;

import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rects;

/** One premultiplied colour. Needs nothing of GL: it is drawn as a rectangle. */
final class ColorTexture implements Texture {
    private final GlesRenderer renderer;
    private final int argb;
    private boolean closed;

    ColorTexture(GlesRenderer renderer, int argb) {
        this.renderer = renderer;
        this.argb = argb;
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
    public PixelFormat format() {
        return argb >>> 24 == 255 ? PixelFormat.XRGB8888 : PixelFormat.ARGB8888;
    }

    @Override
    public void update(PixelSource source, Rects damage) {
        throw new UnsupportedOperationException("the texture is one colour for good");
    }

    float alpha() {
        return (argb >>> 24) / 255f;
    }

    float red() {
        return (argb >> 16 & 255) / 255f;
    }

    float green() {
        return (argb >> 8 & 255) / 255f;
    }

    float blue() {
        return (argb & 255) / 255f;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            renderer.forget(this);
        }
    }
}
