package org.breakwater.compositor.backend.gbm;

import java.io.IOException;
import org.breakwater.protocol.wire.Fd;

/** A graphics device as its driver allocates memory on it. What was made of it is closed before it. Loop thread. */
public final class GbmDevice implements DmabufMemory {
    private final Fd node;      // null: the descriptor is somebody else's
    private long device;

    private GbmDevice(Fd node, long device) {
        this.node = node;
        this.device = device;
    }

    /** See {@link DmabufMemory.Opener#open}. */
    public static GbmDevice open(String path) throws IOException {
        Fd node = null;
        GbmDevice opened = null;
        try {
            node = NativeGbm.openNode(path);
            opened = new GbmDevice(node, NativeGbm.createDevice(node.raw()));
            return opened;
        } catch (LinkageError missing) {
            throw unusable(missing);
        } finally {
            if (opened == null && node != null) {
                node.close();
            }
        }
    }

    /**
     * The device behind a descriptor, which stays the caller's and outlives this.
     *
     * @throws IOException where there is no library, or no driver for the device
     */
    public static GbmDevice of(int fd) throws IOException {
        try {
            return new GbmDevice(null, NativeGbm.createDevice(fd));
        } catch (LinkageError missing) {
            throw unusable(missing);
        }
    }

    @Override
    public GbmBuffer allocate(int width, int height, int fourcc, long[] modifiers, boolean scanout)
            throws IOException {
        if (device == 0) {
            throw new IllegalStateException("the device is closed");
        }
        return GbmBuffer.create(device, width, height, fourcc, modifiers, scanout);
    }

    @Override
    public void close() {
        if (device == 0) {
            return;
        }
        NativeGbm.destroyDevice(device);
        device = 0;
        if (node != null) {
            node.close();
        }
    }

    private static IOException unusable(LinkageError missing) {
        return new IOException("libgbm.so.1 cannot be used (Debian: libgbm1): " + missing.getMessage(), missing);
    }
}
