package org.breakwater.compositor.backend.drm;

import java.io.IOException;
import org.breakwater.compositor.backend.gbm.GbmDevice;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rects;

/**
 * Where a GPU draws: into that of two buffers which is not shown. The kernel shows it when the GPU has done so: drivers
 * that are reached through GBM keep that with the memory itself.
 */
final class GbmSwapchain implements Swapchain {
    private final GbmFramebuffer[] buffers = new GbmFramebuffer[2];
    private int back;
    private boolean hasShown;

    private GbmSwapchain() {
    }

    /** See {@link GbmFramebuffer#create}. */
    static GbmSwapchain create(Kms kms, GbmDevice gbm, Renderer renderer, int width, int height,
            long[] modifiers) throws IOException {
        GbmSwapchain chain = new GbmSwapchain();
        boolean done = false;
        try {
            for (int i = 0; i < chain.buffers.length; i++) {
                chain.buffers[i] = GbmFramebuffer.create(kms, gbm, renderer, width, height, modifiers);
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
        return buffers[back].target();
    }

    @Override
    public int finish(Rects drawn) {
        return buffers[back].id();
    }

    @Override
    public void committed() {
        back ^= 1;
        hasShown = true;
    }

    @Override
    public RenderTarget shown() {
        return hasShown ? buffers[back ^ 1].target() : null;
    }

    @Override
    public void rendererRecovered() {
        for (GbmFramebuffer buffer : buffers) {
            buffer.importAgain();
        }
    }

    @Override
    public void close() {
        for (GbmFramebuffer buffer : buffers) {
            if (buffer != null) {
                buffer.close();
            }
        }
    }
}
