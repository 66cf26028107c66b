package org.breakwater.compositor.backend.wayland;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;

/** A GPU's memory, by way of GBM. */
public final class GbmMemory implements DmabufMemory {
    private final Fd device;
    private final NativeGbm gbm;

    private GbmMemory(Fd device, NativeGbm gbm) {
        this.device = device;
        this.gbm = gbm;
    }

    /** See {@link DmabufMemory.Opener#open}. */
    public static GbmMemory open(String node) throws IOException {
        Fd device = Native.openDevice(node);
        NativeGbm gbm = null;
        try {
            gbm = NativeGbm.open(device.raw());
            return new GbmMemory(device, gbm);
        } finally {
            if (gbm == null) {
                device.close();
            }
        }
    }

    @Override
    public AllocatedDmabuf allocate(int width, int height, int fourcc, long[] modifiers, boolean scanout)
            throws IOException {
        long buffer = gbm.create(width, height, fourcc, modifiers, scanout);
        List<Fd> files = new ArrayList<>();
        boolean done = false;
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
            long modifier = modifiers.length == 0 ? Dmabuf.IMPLICIT : gbm.modifier(buffer);
            AllocatedDmabuf made = new AllocatedDmabuf(
                    new Dmabuf(width, height, fourcc, modifier, planes), List.copyOf(files));
            done = true;
            return made;
        } finally {
            if (!done) {
                files.forEach(Fd::close);
            }
            gbm.destroy(buffer);    // the descriptors keep the memory
        }
    }

    @Override
    public void close() {
        gbm.close();
        device.close();
    }
}
