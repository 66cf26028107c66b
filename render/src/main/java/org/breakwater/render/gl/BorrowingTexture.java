package org.breakwater.render.gl;

import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;
import org.lwjgl.opengles.GLES20;

/**
 * A texture whose pixels stay where its source has them: what is drawn as it is goes from there straight
 * into the target. For anything else, such as blending, it has a copy made, and keeps it up to date from
 * then on as far as it is drawn.
 */
final class BorrowingTexture implements Texture, ContextObject, PixelSource.PixelReader {
    private static final int MAX_STALE_RECTS = 32;
    /** What is no larger the C library has the processor copy by one instruction, and faster than by a loop of many. */
    private static final int BAND_BYTES = 1 << 18;

    private final GlesRenderer renderer;
    private final int width;
    private final int height;
    private final PixelFormat format;
    private final GlFormat gl;
    private PixelSource source;             // null: never updated
    private GlesTexture copy;               // null: none was needed yet
    private final RegionBuffer stale = new RegionBuffer();  // where the copy is behind the source
    private int dx;                         // from the texture to the target that is drawn into
    private int dy;
    private boolean closed;

    BorrowingTexture(GlesRenderer renderer, int width, int height, PixelFormat format) {
        this.renderer = renderer;
        this.width = width;
        this.height = height;
        this.format = format;
        this.gl = GlFormat.of(format);
    }

    @Override
    public void contextLost() {
        stale.set(0, 0, width, height);
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

    @Override
    public boolean borrows() {
        return true;
    }

    boolean isDrawable(GlesRenderer by) {
        return renderer == by && source != null && !closed;
    }

    @Override
    public void update(PixelSource newSource, Rects damage) {
        if (closed) {
            throw new IllegalStateException("the texture is closed");
        }
        source = newSource;
        if (copy != null) {
            if (damage == null) {
                stale.set(0, 0, width, height);
            } else {
                stale.add(damage).collapse(MAX_STALE_RECTS);
            }
        }
    }

    /** A texture of the renderer's with the same pixels. */
    GlesTexture copy() {
        if (copy == null) {
            GlesTexture fresh = renderer.newTexture(width, height, format);
            try {
                fresh.update(source, null);
            } catch (RuntimeException failed) {
                fresh.close();
                throw failed;
            }
            copy = fresh;
        } else if (!stale.isEmpty()) {
            copy.update(source, stale);
        }
        stale.clear();
        return copy;
    }

    /**
     * Puts pixels into a target's texture; the clip is of the target, and the texture's origin is at
     * ({@code newDx}, {@code newDy}) of it.
     */
    void draw(int targetTexture, int newDx, int newDy, Rects clip) {
        dx = newDx;
        dy = newDy;
        GLES20.glBindTexture(GLES20.GL_TEXTURE_2D, targetTexture);
        try {
            for (int i = 0; i < clip.rectCount(); i++) {
                source.read(clip.x1(i) - dx, clip.y1(i) - dy, clip.x2(i) - clip.x1(i),
                        clip.y2(i) - clip.y1(i), this);
            }
        } finally {
            gl.uploaded();
        }
    }

    @Override
    public void pixels(long address, int stride, int x, int y, int w, int h) {
        int band = Math.max(1, BAND_BYTES / stride);
        for (int row = 0; row < h; row += band) {
            gl.upload(x + dx, y + dy + row, w, Math.min(band, h - row), address + (long) row * stride, stride,
                    format.bytesPerPixel());
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            source = null;
            renderer.forget(this);
            if (copy != null) {
                copy.close();
            }
        }
    }
}
