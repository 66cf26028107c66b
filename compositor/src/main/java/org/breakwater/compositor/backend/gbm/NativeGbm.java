package org.breakwater.compositor.backend.gbm;

import com.kenai.jffi.MemoryIO;
import java.io.IOException;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;
import org.breakwater.protocol.wire.Fd;

/** libgbm's calls, by the addresses of its devices and buffers. Without the library, its first use is a LinkageError. */
final class NativeGbm {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();
    private static final NativeLibrary GBM = NativeLibrary.load("libgbm.so.1");
    private static final NativeFunction CREATE_DEVICE = GBM.function("gbm_create_device");
    private static final NativeFunction DESTROY_DEVICE = GBM.function("gbm_device_destroy");
    private static final NativeFunction CREATE = GBM.function("gbm_bo_create");
    private static final NativeFunction CREATE_WITH_MODIFIERS = GBM.function("gbm_bo_create_with_modifiers2");
    private static final NativeFunction DESTROY = GBM.function("gbm_bo_destroy");
    private static final NativeFunction PLANES = GBM.function("gbm_bo_get_plane_count");
    private static final NativeFunction STRIDE = GBM.function("gbm_bo_get_stride_for_plane");
    private static final NativeFunction OFFSET = GBM.function("gbm_bo_get_offset");
    private static final NativeFunction MODIFIER = GBM.function("gbm_bo_get_modifier");
    private static final NativeFunction HANDLE = GBM.function("gbm_bo_get_handle_for_plane");
    private static final NativeFunction FILE = GBM.function("gbm_bo_get_fd_for_plane");
    private static final NativeFunction OPEN = NativeLibrary.c().function("open");
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int SCANOUT = 1 << 0;
    private static final int RENDERING = 1 << 2;

    private NativeGbm() {
    }

    /** The node of a device, for reading and writing; the caller's. */
    static Fd openNode(String node) throws IOException {
        try (NativeText path = new NativeText(node)) {
            int raw = (int) OPEN.call(path.address(), O_RDWR | O_CLOEXEC);
            if (raw < 0) {
                throw new IOException(node + " cannot be opened: errno " + NativeLibrary.errno());
            }
            return Fd.own(raw);
        }
    }

    /** Uses the descriptor until {@link #destroyDevice}. */
    static long createDevice(int fd) throws IOException {
        long device = CREATE_DEVICE.call(fd);
        if (device == 0) {
            throw new IOException("GBM has no driver for the device");
        }
        return device;
    }

    static void destroyDevice(long device) {
        DESTROY_DEVICE.call(device);
    }

    /** As {@link DmabufMemory#allocate}; {@link #destroy} ends it. */
    static long create(long device, int width, int height, int fourcc, long[] modifiers, boolean scanout)
            throws IOException {
        long code = Integer.toUnsignedLong(fourcc);
        int use = scanout ? RENDERING | SCANOUT : RENDERING;
        long buffer = modifiers.length == 0
                ? CREATE.call(device, width, height, code, use)
                : createWith(modifiers, device, width, height, code, use);
        if (buffer == 0) {
            throw new IOException("GBM makes no buffer of " + width + "x" + height + ": errno "
                    + NativeLibrary.errno());
        }
        return buffer;
    }

    private static long createWith(long[] modifiers, long device, int width, int height, long code, int use)
            throws IOException {
        long list = MEMORY.allocateMemory((long) modifiers.length * Long.BYTES, false);
        if (list == 0) {
            throw new IOException("no memory for a list of modifiers");
        }
        try {
            MEMORY.putLongArray(list, modifiers, 0, modifiers.length);
            return CREATE_WITH_MODIFIERS.callWithMany(device, width, height, code, list, modifiers.length, use);
        } finally {
            MEMORY.freeMemory(list);
        }
    }

    static void destroy(long buffer) {
        DESTROY.call(buffer);
    }

    static int planes(long buffer) {
        return (int) PLANES.call(buffer);
    }

    static int stride(long buffer, int plane) {
        return (int) STRIDE.call(buffer, plane);
    }

    static int offset(long buffer, int plane) {
        return (int) OFFSET.call(buffer, plane);
    }

    static long modifier(long buffer) {
        return MODIFIER.call(buffer);
    }

    /** The device's own number for the memory; the buffer's. */
    static int handle(long buffer, int plane) {
        return (int) HANDLE.call(buffer, plane);
    }

    /** A new descriptor, the caller's; negative: there is none. */
    static int file(long buffer, int plane) {
        return (int) FILE.call(buffer, plane);
    }
}
