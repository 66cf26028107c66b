package org.breakwater.compositor.backend.drm;

import java.nio.ByteBuffer;

/** A picture in memory that every card has: the processor writes it. Owns all that it is made of. */
final class DumbFramebuffer implements AutoCloseable {
    private final Kms kms;
    private final Kms.DumbBuffer buffer;
    private final ByteBuffer pixels;
    private final int id;

    private DumbFramebuffer(Kms kms, Kms.DumbBuffer buffer, ByteBuffer pixels, int id) {
        this.kms = kms;
        this.buffer = buffer;
        this.pixels = pixels;
        this.id = id;
    }

    /** {@code format}: one of 32 bits. */
    static DumbFramebuffer create(Kms kms, int width, int height, int format) throws KmsException {
        Kms.DumbBuffer buffer = kms.createDumb(width, height);
        ByteBuffer pixels = null;
        DumbFramebuffer created = null;
        try {
            if (buffer.stride() < 4 * width || buffer.size() < (long) buffer.stride() * height
                    || buffer.size() > Integer.MAX_VALUE) {
                throw new KmsException("a buffer of " + buffer.size() + " bytes", Errno.EINVAL);
            }
            pixels = kms.map(buffer);
            int id = kms.addFramebuffer(new Kms.Layout(width, height, format, Kms.NO_MODIFIER,
                    new int[] {buffer.handle()}, new int[] {buffer.stride()}, new int[] {0}));
            created = new DumbFramebuffer(kms, buffer, pixels, id);
        } finally {
            if (created == null) {
                if (pixels != null) {
                    kms.unmap(pixels);
                }
                kms.destroyDumb(buffer.handle());
            }
        }
        return created;
    }

    int id() {
        return id;
    }

    int stride() {
        return buffer.stride();
    }

    ByteBuffer pixels() {
        return pixels;
    }

    @Override
    public void close() {
        kms.removeFramebuffer(id);
        kms.unmap(pixels);
        kms.destroyDumb(buffer.handle());
    }
}
