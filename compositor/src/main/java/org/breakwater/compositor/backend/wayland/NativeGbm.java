package org.breakwater.compositor.backend.wayland;

import com.kenai.jffi.MemoryIO;
import java.io.IOException;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;

/** libgbm, as far as it makes memory to be shared. Owns its device, not the descriptor behind it. */
final class NativeGbm implements AutoCloseable {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();
    private static final int SCANOUT = 1 << 0;
    private static final int RENDERING = 1 << 2;

    private long device;

    private NativeGbm(long device) {
        this.device = device;
    }

    /** @throws IOException where there is no library, or no driver for the device */
    static NativeGbm open(int fd) throws IOException {
        long device;
        try {
            device = Calls.CREATE_DEVICE.call(fd);
        } catch (LinkageError missing) {
            throw new IOException("libgbm.so.1 cannot be used (Debian: libgbm1): "
                    + missing.getMessage(), missing);
        }
        if (device == 0) {
            throw new IOException("GBM has no driver for the device");
        }
        return new NativeGbm(device);
    }

    /** As {@link DmabufMemory#allocate}; {@link #destroy} ends it. */
    long create(int width, int height, int fourcc, long[] modifiers, boolean scanout) throws IOException {
        long code = Integer.toUnsignedLong(fourcc);
        int use = scanout ? RENDERING | SCANOUT : RENDERING;
        long buffer;
        if (modifiers.length == 0) {
            buffer = Calls.CREATE.call(device, width, height, code, use);
        } else {
            long list = MEMORY.allocateMemory((long) modifiers.length * Long.BYTES, false);
            if (list == 0) {
                throw new IOException("no memory for a list of modifiers");
            }
            MEMORY.putLongArray(list, modifiers, 0, modifiers.length);
            buffer = Calls.CREATE_WITH_MODIFIERS.callWithMany(device, width, height, code, list,
                    modifiers.length, use);
            MEMORY.freeMemory(list);
        }
        if (buffer == 0) {
            throw new IOException("GBM makes no buffer of " + width + "x" + height + ": errno "
                    + NativeLibrary.errno());
        }
        return buffer;
    }

    void destroy(long buffer) {
        Calls.DESTROY.call(buffer);
    }

    int planes(long buffer) {
        return (int) Calls.PLANES.call(buffer);
    }

    int stride(long buffer, int plane) {
        return (int) Calls.STRIDE.call(buffer, plane);
    }

    int offset(long buffer, int plane) {
        return (int) Calls.OFFSET.call(buffer, plane);
    }

    long modifier(long buffer) {
        return Calls.MODIFIER.call(buffer);
    }

    /** A new descriptor, the caller's; negative: there is none. */
    int fd(long buffer, int plane) {
        return (int) Calls.FD.call(buffer, plane);
    }

    @Override
    public void close() {
        if (device != 0) {
            Calls.DESTROY_DEVICE.call(device);
            device = 0;
        }
    }

    /** Loaded on first use: without the library frames are copied. */
    private static final class Calls {
        private static final NativeLibrary GBM = NativeLibrary.load("libgbm.so.1");
        static final NativeFunction CREATE_DEVICE = GBM.function("gbm_create_device");
        static final NativeFunction DESTROY_DEVICE = GBM.function("gbm_device_destroy");
        static final NativeFunction CREATE = GBM.function("gbm_bo_create");
        static final NativeFunction CREATE_WITH_MODIFIERS = GBM.function("gbm_bo_create_with_modifiers2");
        static final NativeFunction DESTROY = GBM.function("gbm_bo_destroy");
        static final NativeFunction PLANES = GBM.function("gbm_bo_get_plane_count");
        static final NativeFunction STRIDE = GBM.function("gbm_bo_get_stride_for_plane");
        static final NativeFunction OFFSET = GBM.function("gbm_bo_get_offset");
        static final NativeFunction MODIFIER = GBM.function("gbm_bo_get_modifier");
        static final NativeFunction FD = GBM.function("gbm_bo_get_fd_for_plane");

        private Calls() {
        }
    }
}
