package org.breakwater.compositor.backend.wayland;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.breakwater.compositor.backend.PixelCopy;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rects;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;
import org.breakwater.wayland.client.WlShmProxy;

/**
 * Pixels that the parent reads: a memory file of ours, sealed so that it can only have the size that
 * it has, and what has been drawn since it was last brought up to date.
 */
final class ShmBuffer implements WlBufferProxy.Events {
    private final Runnable released;
    private final Memfd file;
    private final WlBufferProxy proxy;
    private final PixelCopy pixels;
    private boolean busy;

    /** {@code released}: the parent has done with it. */
    ShmBuffer(WlShmProxy shm, int width, int height, Runnable released) {
        this.released = released;
        int stride = Math.multiplyExact(4, width);
        int size = Math.multiplyExact(stride, height);
        boolean done = false;
        try {
            file = Memfd.writable("breakwater-window", size);
        } catch (IOException noMemory) {
            throw new UncheckedIOException(noMemory);
        }
        try {
            file.addSeals(Memfd.SEAL_SHRINK | Memfd.SEAL_GROW | Memfd.SEAL_SEAL);
            WlShmPoolProxy pool = shm.createPool(file.fd(), size);
            proxy = pool.createBuffer(0, width, height, stride, WlShm.Format.XRGB8888.value());
            pool.destroy();
            done = true;
        } catch (IOException unsealed) {
            throw new UncheckedIOException(unsealed);
        } finally {
            if (!done) {
                file.close();
            }
        }
        proxy.listen(this);
        pixels = new PixelCopy(file.buffer(), width, height, stride);
    }

    WlBufferProxy proxy() {
        return proxy;
    }

    /** The parent reads it, or will. */
    boolean isBusy() {
        return busy;
    }

    void setBusy() {
        busy = true;
    }

    /** So much was drawn anew. */
    void add(Rects drawn) {
        pixels.add(drawn);
    }

    /** Brings it up to date from a target of the same size. */
    void readFrom(Renderer renderer, RenderTarget target) {
        pixels.readFrom(renderer, target);
    }

    void retire(RetiredBuffers retired) {
        file.close();
        if (busy) {
            retired.add(proxy);
        } else {
            proxy.destroy();
        }
    }

    @Override
    public void release() {
        busy = false;
        released.run();
    }
}
