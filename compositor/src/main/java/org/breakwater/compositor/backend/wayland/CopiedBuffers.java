package org.breakwater.compositor.backend.wayland;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rects;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmProxy;

/** Frames are drawn into one target and copied, where they are new, into memory that the parent shares. */
final class CopiedBuffers implements WindowBuffers {
    private static final int MOST = 3;

    private final WlShmProxy shm;
    private final Renderer renderer;
    private final Runnable released;
    private final RenderTarget target;
    private final List<ShmBuffer> buffers = new ArrayList<>(MOST);
    private boolean hasShown;

    /** {@code released}: one of them is free again. */
    CopiedBuffers(WlShmProxy shm, Renderer renderer, int width, int height, Runnable released) {
        this.shm = shm;
        this.renderer = renderer;
        this.released = released;
        this.target = renderer.createTarget(width, height);
    }

    @Override
    public int width() {
        return target.width();
    }

    @Override
    public int height() {
        return target.height();
    }

    @Override
    public boolean hasFree() {
        return buffers.size() < MOST || free() != null;
    }

    @Override
    public RenderTarget target() {
        return target;
    }

    @Override
    public WlBufferProxy submit(Rects drawn) {
        for (int i = 0; i < buffers.size(); i++) {
            buffers.get(i).add(drawn);
        }
        hasShown = true;
        ShmBuffer next = free();
        if (next == null) {
            next = new ShmBuffer(shm, width(), height(), released);
            buffers.add(next);
        }
        next.readFrom(renderer, target);
        next.setBusy();
        return next.proxy();
    }

    @Override
    public RenderTarget shown() {
        return hasShown ? target : null;
    }

    @Override
    public void retire(RetiredBuffers retired) {
        target.close();
        buffers.forEach(buffer -> buffer.retire(retired));
        buffers.clear();
    }

    private ShmBuffer free() {
        for (int i = 0; i < buffers.size(); i++) {
            if (!buffers.get(i).isBusy()) {
                return buffers.get(i);
            }
        }
        return null;
    }
}
