package org.breakwater.compositor.backend.drm;

import java.io.IOException;
import org.breakwater.compositor.backend.gbm.GbmBuffer;
import org.breakwater.compositor.backend.gbm.GbmDevice;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;

/** A picture in the GPU's memory, drawn into by the renderer and shown by the card. Owns all that it is made of. */
final class GbmFramebuffer implements AutoCloseable {
    private final Kms kms;
    private final Renderer renderer;
    private final GbmBuffer buffer;
    private final int id;
    private RenderTarget target;

    private GbmFramebuffer(Kms kms, Renderer renderer, GbmBuffer buffer, RenderTarget target, int id) {
        this.kms = kms;
        this.renderer = renderer;
        this.buffer = buffer;
        this.target = target;
        this.id = id;
    }

    /**
     * Makes one in {@link Kms#XRGB8888}.
     *
     * @param modifiers see {@link GbmDevice#allocate}
     * @throws IOException when GBM or the card refuses
     * @throws org.breakwater.render.RenderException when the renderer cannot draw into it
     */
    static GbmFramebuffer create(Kms kms, GbmDevice gbm, Renderer renderer, int width, int height,
            long[] modifiers) throws IOException {
        GbmBuffer buffer = gbm.allocate(width, height, Kms.XRGB8888, modifiers, true);
        RenderTarget target = null;
        GbmFramebuffer created = null;
        try {
            target = renderer.importTarget(buffer.picture());
            created = new GbmFramebuffer(kms, renderer, buffer, target, kms.addFramebuffer(layout(buffer)));
        } finally {
            if (created == null) {
                if (target != null) {
                    target.close();
                }
                buffer.close();
            }
        }
        return created;
    }

    int id() {
        return id;
    }

    RenderTarget target() {
        return target;
    }

    /**
     * The renderer has lost the target: has another one made of the same memory.
     *
     * @throws org.breakwater.render.RenderException when it takes that no more
     */
    void importAgain() {
        RenderTarget again = renderer.importTarget(buffer.picture());
        target.close();
        target = again;
    }

    @Override
    public void close() {
        kms.removeFramebuffer(id);
        target.close();
        buffer.close();
    }

    private static Kms.Layout layout(GbmBuffer buffer) {
        Dmabuf picture = buffer.picture();
        int planes = picture.planes().size();
        int[] handles = new int[planes];
        int[] strides = new int[planes];
        int[] offsets = new int[planes];
        for (int i = 0; i < planes; i++) {
            handles[i] = buffer.handle(i);
            strides[i] = picture.planes().get(i).stride();
            offsets[i] = picture.planes().get(i).offset();
        }
        return new Kms.Layout(picture.width(), picture.height(), picture.fourcc(), picture.modifier(), handles,
                strides, offsets);
    }
}
