package org.breakwater.compositor.backend.drm;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.RenderTarget;

/**
 * The pictures of one output: those it shows in turn, and those of an earlier mode that its screen may still show. Owns
 * them.
 */
final class OutputPictures implements AutoCloseable {
    private final DrmDevice device;
    private final Pipeline pipeline;
    private final List<Swapchain> retired = new ArrayList<>();
    private Swapchain swapchain;
    private boolean copied;

    OutputPictures(DrmDevice device, Pipeline pipeline) {
        this.device = device;
        this.pipeline = pipeline;
    }

    /** @throws org.breakwater.render.RenderException when the card has no memory for pictures of this size */
    RenderTarget next(KmsMode mode) {
        if (swapchain == null) {
            swapchain = device.pictures().create(pipeline.formats(), mode.width(), mode.height(), copied);
        }
        return swapchain.target();
    }

    /** Null before the first. */
    Swapchain current() {
        return swapchain;
    }

    /** The next ones are of another kind: these were refused. */
    void avoid() {
        copied = !copied;
        retire();
    }

    /** Others come in their place. What the screen may show is kept until it shows one of those. */
    void retire() {
        if (swapchain != null) {
            if (swapchain.shown() == null) {
                swapchain.close();
            } else {
                retired.add(swapchain);
            }
            swapchain = null;
        }
    }

    /** The screen shows a current one. */
    void flipped() {
        if (!retired.isEmpty()) {
            device.free(List.copyOf(retired));
            retired.clear();
        }
    }

    @Override
    public void close() {
        retire();
        retired.forEach(Swapchain::close);
        retired.clear();
    }
}
