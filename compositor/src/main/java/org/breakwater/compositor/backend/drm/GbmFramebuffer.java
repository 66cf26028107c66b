package org.breakwater.compositor.backend.drm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.RenderException;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.Renderer;

/** A picture in the GPU's memory, drawn into by the renderer and shown by the card. Owns all that it is made of. */
final class GbmFramebuffer implements AutoCloseable {
    private final Kms kms;
    private final NativeGbm gbm;
    private final Renderer renderer;
    private final long buffer;
    private final long modifier;
    private final int id;
    private RenderTarget target;

    private GbmFramebuffer(Kms kms, NativeGbm gbm, Renderer renderer, long buffer, long modifier,
            RenderTarget target, int id) {
        this.kms = kms;
        this.gbm = gbm;
        this.renderer = renderer;
        this.buffer = buffer;
        this.modifier = modifier;
        this.target = target;
        this.id = id;
    }

    /**
     * Makes one in {@link Kms#XRGB8888}.
     *
     * @param modifiers see {@link NativeGbm#create}
     * @throws IOException when GBM or the card refuses
     * @throws org.breakwater.render.RenderException when the renderer cannot draw into it
     */
    static GbmFramebuffer create(Kms kms, NativeGbm gbm, Renderer renderer, int width, int height,
            long[] modifiers) throws IOException {
        long buffer = gbm.create(width, height, Kms.XRGB8888, modifiers);
        RenderTarget target = null;
        GbmFramebuffer created = null;
        try {
            long modifier = modifiers.length == 0 ? Kms.NO_MODIFIER : gbm.modifier(buffer);
            target = target(gbm, buffer, renderer, width, height, modifier);
            int id = kms.addFramebuffer(layout(gbm, buffer, width, height, modifier));
            created = new GbmFramebuffer(kms, gbm, renderer, buffer, modifier, target, id);
        } finally {
            if (created == null) {
                if (target != null) {
                    target.close();
                }
                gbm.destroy(buffer);
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
     * @throws RenderException when it takes that no more
     */
    void importAgain() {
        RenderTarget again;
        try {
            again = target(gbm, buffer, renderer, target.width(), target.height(), modifier);
        } catch (IOException refused) {
            throw new RenderException(refused.getMessage(), refused);
        }
        target.close();
        target = again;
    }

    @Override
    public void close() {
        kms.removeFramebuffer(id);
        target.close();
        gbm.destroy(buffer);
    }

    private static RenderTarget target(NativeGbm gbm, long buffer, Renderer renderer, int width,
            int height, long modifier) throws IOException {
        List<Fd> files = new ArrayList<>();
        try {
            List<Dmabuf.Plane> planes = new ArrayList<>();
            for (int i = 0; i < gbm.planes(buffer); i++) {
                int raw = gbm.fd(buffer, i);
                if (raw < 0) {
                    throw new IOException("GBM gives no descriptor of its buffer");
                }
                files.add(Fd.own(raw));
                planes.add(new Dmabuf.Plane(raw, gbm.offset(buffer, i), gbm.stride(buffer, i)));
            }
            return renderer.importTarget(
                    new Dmabuf(width, height, Kms.XRGB8888, modifier, planes));
        } finally {
            files.forEach(Fd::close);
        }
    }

    private static Kms.Layout layout(NativeGbm gbm, long buffer, int width, int height,
            long modifier) {
        int planes = gbm.planes(buffer);
        int[] handles = new int[planes];
        int[] strides = new int[planes];
        int[] offsets = new int[planes];
        for (int i = 0; i < planes; i++) {
            handles[i] = gbm.handle(buffer, i);
            strides[i] = gbm.stride(buffer, i);
            offsets[i] = gbm.offset(buffer, i);
        }
        return new Kms.Layout(width, height, Kms.XRGB8888, modifier, handles, strides, offsets);
    }
}
