package org.breakwater.compositor.buffer;

import org.breakwater.compositor.stats.FlightRecording;
import org.breakwater.compositor.stats.UploadEvent;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.server.Client;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rects;
import org.breakwater.shm.PixelSink;
import org.breakwater.shm.ShmBuffer;

/**
 * A buffer in shared memory. The mapper reads it, so that no file of a client's can harm the renderer: what
 * reaches GL is either memory that cannot fault or a copy.
 */
final class ShmClientBuffer implements ClientBuffer, PixelSource, PixelSink {
    private final ShmBuffer shm;
    private final PixelFormat format;
    private int areaX;
    private int areaY;
    private int areaWidth;
    private PixelReader reader;

    ShmClientBuffer(ShmBuffer shm) {
        this.shm = shm;
        this.format = switch (shm.format()) {
            case ARGB8888 -> PixelFormat.ARGB8888;
            case XRGB8888 -> PixelFormat.XRGB8888;
            case ABGR8888 -> PixelFormat.ABGR8888;
            case XBGR8888 -> PixelFormat.XBGR8888;
            case RGB565 -> PixelFormat.RGB565;
            case ARGB2101010 -> PixelFormat.ARGB2101010;
            case XRGB2101010 -> PixelFormat.XRGB2101010;
        };
    }

    @Override
    public int width() {
        return shm.width();
    }

    @Override
    public int height() {
        return shm.height();
    }

    @Override
    public boolean isOpaque() {
        return shm.isOpaque();
    }

    @Override
    public void hold() {
        shm.retain();
    }

    @Override
    public void drop() {
        shm.drop();
    }

    @Override
    public void release() {
        shm.release();
    }

    @Override
    public Texture upload(Renderer renderer, Texture previous, Rects damage) {
        if (fits(previous) && !previous.borrows()) {
            previous.update(this, damage);
            return previous;
        }
        Texture fresh = renderer.createTexture(width(), height(), format);
        try {
            fresh.update(this, null);
            return fresh;
        } catch (RuntimeException failed) {
            fresh.close();
            throw failed;
        }
    }

    @Override
    public Texture borrow(Renderer renderer, Texture previous, Rects damage) {
        Texture texture = fits(previous) && previous.borrows() ? previous
                : renderer.createBorrowingTexture(width(), height(), format);
        if (texture != null) {
            texture.update(this, texture == previous ? damage : null);
        }
        return texture;
    }

    private boolean fits(Texture texture) {
        return texture != null && texture.width() == width() && texture.height() == height()
                && texture.format() == format;
    }

    @Override
    public void read(int x, int y, int width, int height, PixelReader target) {
        UploadEvent recorded = FlightRecording.upload();
        Client client = shm.resource().client();
        Clock clock = client.display().loop().clock();
        long start = clock.nanos();
        areaX = x;
        areaY = y;
        areaWidth = width;
        reader = target;
        try {
            shm.readRows(x, y, width, height, this);
        } finally {
            reader = null;
        }
        client.traffic().took(clock.nanos() - start);
        if (recorded != null) {
            recorded.commit(client.pid(), width(), height(), (long) width * height,
                    shm.kind().name());
        }
    }

    @Override
    public void rows(long address, int stride, int firstRow, int rows) {
        reader.pixels(address, stride, areaX, areaY + firstRow, areaWidth, rows);
    }
}
