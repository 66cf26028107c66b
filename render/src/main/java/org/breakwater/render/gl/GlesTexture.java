package org.breakwater.render.gl;

import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.RenderException;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.Region;
import org.lwjgl.opengles.GLES20;

/** A texture that pixels are copied into. */
final class GlesTexture implements Sampled, ContextObject, PixelSource.PixelReader {
    private final GlesRenderer renderer;
    private final int width;
    private final int height;
    private final PixelFormat format;
    private final GlFormat gl;
    private final Region whole;
    private TextureObject object;
    private boolean filled;
    private boolean closed;

    GlesTexture(GlesRenderer renderer, int width, int height, PixelFormat format) {
        this.renderer = renderer;
        this.width = width;
        this.height = height;
        this.format = format;
        this.gl = GlFormat.of(format);
        this.whole = Region.of(0, 0, width, height);
        make();
    }

    private void make() {
        GlErrors.clear();
        object = new TextureObject(GLES20.GL_TEXTURE_2D);
        GLES20.glTexImage2D(GLES20.GL_TEXTURE_2D, 0, gl.internalFormat(), width, height, 0,
                gl.externalFormat(), gl.type(), 0L);
        gl.swizzle();
        try {
            GlErrors.check("a texture of " + width + "x" + height + " " + format);
        } catch (RenderException e) {
            object.delete();
            throw e;
        }
    }

    @Override
    public void contextLost() {
        filled = false;
        make();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public PixelFormat format() {
        return format;
    }

    long bytes() {
        return (long) width * height * format.bytesPerPixel();
    }

    @Override
    public boolean isBgra() {
        return gl.isBgra();
    }

    @Override
    public boolean isExternal() {
        return false;
    }

    @Override
    public boolean isDrawable(GlesRenderer by) {
        return renderer == by && filled && !closed;
    }

    @Override
    public void update(PixelSource source, Rects damage) {
        if (closed) {
            throw new IllegalStateException("the texture is closed");
        }
        Rects area = damage == null || !filled ? whole
                : renderer.scratch().set(damage).intersect(0, 0, width, height);
        if (area.isEmpty()) {
            return;
        }
        renderer.makeCurrent();
        object.bind();
        try {
            for (int i = 0; i < area.rectCount(); i++) {
                int x = area.x1(i);
                int y = area.y1(i);
                source.read(x, y, area.x2(i) - x, area.y2(i) - y, this);
            }
        } finally {
            gl.uploaded();
        }
        filled = true;
        renderer.checkWhenDebugging("texture update");
    }

    @Override
    public void pixels(long address, int stride, int x, int y, int w, int h) {
        int bytesPerPixel = format.bytesPerPixel();
        if (x < 0 || y < 0 || w <= 0 || h <= 0 || w > width - x || h > height - y
                || stride < (long) w * bytesPerPixel) {
            throw new IllegalArgumentException(w + "x" + h + " at " + x + "," + y + " with stride " + stride
                    + " for a texture of " + width + "x" + height);
        }
        gl.upload(x, y, w, h, address, stride, bytesPerPixel);
    }

    @Override
    public void bind(boolean interpolate) {
        object.bind(interpolate);
    }

    @Override
    public boolean bindForCopy() {
        return object.bindForCopy();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (renderer.forget(this)) {
            object.delete();
        }
    }
}
