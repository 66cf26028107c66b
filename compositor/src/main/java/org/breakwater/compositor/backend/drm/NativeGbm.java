package org.breakwater.compositor.backend.drm;

import com.kenai.jffi.MemoryIO;
import java.io.IOException;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;

/** libgbm: buffers that the card's GPU draws into and its screens show. Owns the device, not the descriptor behind it. */
final class NativeGbm implements AutoCloseable {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();
    private static final NativeLibrary GBM = NativeLibrary.load("libgbm.so.1");
    private static final NativeFunction CREATE_DEVICE = GBM.function("gbm_create_device");
    private static final NativeFunction DESTROY_DEVICE = GBM.function("gbm_device_destroy");
    private static final NativeFunction CREATE = GBM.function("gbm_bo_create");
    private static final NativeFunction CREATE_WITH_MODIFIERS =
            GBM.function("gbm_bo_create_with_modifiers2");
    private static final NativeFunction DESTROY = GBM.function("gbm_bo_destroy");
    private static final NativeFunction PLANES = GBM.function("gbm_bo_get_plane_count");
    private static final NativeFunction STRIDE = GBM.function("gbm_bo_get_stride_for_plane");
    private static final NativeFunction OFFSET = GBM.function("gbm_bo_get_offset");
    private static final NativeFunction MODIFIER = GBM.function("gbm_bo_get_modifier");
    private static final NativeFunction HANDLE = GBM.function("gbm_bo_get_handle_for_plane");
    private static final NativeFunction FD = GBM.function("gbm_bo_get_fd_for_plane");
    private static final int SCANOUT_RENDERING = 1 << 0 | 1 << 2;

    private long device;

    private NativeGbm(long device) {
        this.device = device;
    }

    /**
     * The GBM device of a card.
     *
     * @throws IOException where there is no library or no driver for it
     */
    static NativeGbm open(int fd) throws IOException {
        try {
            long device = CREATE_DEVICE.call(fd);
            if (device == 0) {
                throw new IOException("GBM has no driver for the card");
            }
            return new NativeGbm(device);
        } catch (LinkageError missing) {
            throw new IOException("libgbm.so.1 cannot be used (Debian: libgbm1): "
                    + missing.getMessage(), missing);
        }
    }

    /**
     * A buffer to draw into and to show; {@link #destroy} ends it.
     *
     * @param modifiers the ways to lay it out that may be chosen from; none: the driver's own way
     */
    long create(int width, int height, int format, long[] modifiers) throws IOException {
        long code = Integer.toUnsignedLong(format);
        long buffer;
        if (modifiers.length == 0) {
            buffer = CREATE.call(device, width, height, code, SCANOUT_RENDERING);
        } else {
            long list = MEMORY.allocateMemory((long) modifiers.length * Long.BYTES, false);
            if (list == 0) {
                throw new IOException("no memory for a list of modifiers");
            }
            MEMORY.putLongArray(list, modifiers, 0, modifiers.length);
            buffer = CREATE_WITH_MODIFIERS.callWithMany(device, width, height, code, list,
                    modifiers.length, SCANOUT_RENDERING);
            MEMORY.freeMemory(list);
        }
        if (buffer == 0) {
            throw new IOException("GBM makes no buffer of " + width + "x" + height + ": errno "
                    + NativeLibrary.errno());
        }
        return buffer;
    }

    void destroy(long buffer) {
        DESTROY.call(buffer);
    }

    int planes(long buffer) {
        return (int) PLANES.call(buffer);
    }

    int stride(long buffer, int plane) {
        return (int) STRIDE.call(buffer, plane);
    }

    int offset(long buffer, int plane) {
        return (int) OFFSET.call(buffer, plane);
    }

    long modifier(long buffer) {
        return MODIFIER.call(buffer);
    }

    /** The card's own number for the memory; the buffer's. */
    int handle(long buffer, int plane) {
        return (int) HANDLE.call(buffer, plane);
    }

    /** A new descriptor, the caller's; negative: there is none. */
    int fd(long buffer, int plane) {
        return (int) FD.call(buffer, plane);
    }

    @Override
    public void close() {
        if (device != 0) {
            DESTROY_DEVICE.call(device);
            device = 0;
        }
    }
}
