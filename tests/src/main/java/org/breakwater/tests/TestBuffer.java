package org.breakwater.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;

/** An ARGB8888 {@code wl_buffer} with a pool of its own, which counts its releases. */
public final class TestBuffer {
    private final Memfd file;
    private final WlBufferProxy proxy;
    private final int width;
    private final int height;
    private int releases;

    TestBuffer(TestClient client, int width, int height) {
        this.width = width;
        this.height = height;
        int size = width * height * 4;
        try {
            file = Memfd.writable("test-buffer", size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WlShmPoolProxy pool = client.shm().createPool(file.fd(), size);
        proxy = pool.createBuffer(0, width, height, width * 4, WlShm.Format.ARGB8888.value());
        pool.destroy();
        proxy.listen(new WlBufferProxy.Events() {
            @Override
            public void release() {
                releases++;
            }
        });
    }

    public WlBufferProxy proxy() {
        return proxy;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** How often the compositor has given it back. */
    public int releases() {
        return releases;
    }

    /** Paints a rectangle in the client's memory; 0xAARRGGBB, premultiplied. */
    public TestBuffer fill(int x, int y, int w, int h, int argb) {
        for (int row = y; row < y + h; row++) {
            for (int column = x; column < x + w; column++) {
                file.buffer().putInt((row * width + column) * 4, argb);
            }
        }
        return this;
    }

    /** Shortens the file, as a hostile client does. */
    public void truncate(long size) {
        try {
            file.truncate(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void closeFile() {
        file.close();
    }
}
