package org.breakwater.compositor.backend.drm;

import org.breakwater.compositor.backend.PixelCopy;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rects;

/**
 * For every card: frames are drawn into one target, and what is new in them is copied into that of two dumb
 * buffers that is not shown.
 */
final class DumbSwapchain implements Swapchain {
    private final Renderer renderer;
    private final RenderTarget target;
    private final DumbFramebuffer[] buffers = new DumbFramebuffer[2];
    private final PixelCopy[] copies = new PixelCopy[2];
    private int back;
    private boolean hasShown;

    private DumbSwapchain(Renderer renderer, RenderTarget target) {
        this.renderer = renderer;
        this.target = target;
    }

    static DumbSwapchain create(Kms kms, Renderer renderer, int width, int height)
            throws KmsException {
        DumbSwapchain chain = new DumbSwapchain(renderer, renderer.createTarget(width, height));
        boolean done = false;
        try {
            for (int i = 0; i < chain.buffers.length; i++) {
                DumbFramebuffer buffer = DumbFramebuffer.create(kms, width, height, Kms.XRGB8888);
                chain.buffers[i] = buffer;
                chain.copies[i] = new PixelCopy(buffer.pixels(), width, height, buffer.stride());
            }
            done = true;
            return chain;
        } finally {
            if (!done) {
                chain.close();
            }
        }
    }

    @Override
    public RenderTarget target() {
        return target;
    }

    @Override
    public int finish(Rects drawn) {
        copies[0].add(drawn);
        copies[1].add(drawn);
        copies[back].readFrom(renderer, target);
        return buffers[back].id();
    }

    @Override
    public void committed() {
        back ^= 1;
        hasShown = true;
    }

    @Override
    public RenderTarget shown() {
        return hasShown ? target : null;
    }

    @Override
    public void close() {
        for (DumbFramebuffer buffer : buffers) {
            if (buffer != null) {
                buffer.close();
            }
        }
        target.close();
    }
}
