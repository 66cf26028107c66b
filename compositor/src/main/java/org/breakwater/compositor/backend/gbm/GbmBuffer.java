package org.breakwater.compositor.backend.gbm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;

/** A buffer of a {@link GbmDevice}: owns the buffer object and the descriptors of its planes, and closes both at once. */
public final class GbmBuffer implements AllocatedDmabuf {
    private final List<Fd> files = new ArrayList<>();
    private long buffer;
    private Dmabuf picture;

    private GbmBuffer(long buffer) {
        this.buffer = buffer;
    }

    static GbmBuffer create(long device, int width, int height, int fourcc, long[] modifiers, boolean scanout)
            throws IOException {
        GbmBuffer created = new GbmBuffer(NativeGbm.create(device, width, height, fourcc, modifiers, scanout));
        boolean done = false;
        try {
            long modifier = modifiers.length == 0 ? Dmabuf.IMPLICIT : NativeGbm.modifier(created.buffer);
            created.picture = new Dmabuf(width, height, fourcc, modifier, created.exportPlanes());
            done = true;
            return created;
        } finally {
            if (!done) {
                created.close();
            }
        }
    }

    private List<Dmabuf.Plane> exportPlanes() throws IOException {
        List<Dmabuf.Plane> planes = new ArrayList<>();
        for (int i = 0; i < NativeGbm.planes(buffer); i++) {
            int raw = NativeGbm.file(buffer, i);
            if (raw < 0) {
                throw new IOException("GBM gives no descriptor of its buffer");
            }
            files.add(Fd.own(raw));
            planes.add(new Dmabuf.Plane(raw, NativeGbm.offset(buffer, i), NativeGbm.stride(buffer, i)));
        }
        return planes;
    }

    @Override
    public Dmabuf picture() {
        return picture;
    }

    @Override
    public List<Fd> files() {
        return files;
    }

    /** The device's own number for the memory of a plane; valid until this is closed. */
    public int handle(int plane) {
        return NativeGbm.handle(buffer, plane);
    }

    @Override
    public void close() {
        if (buffer != 0) {
            files.forEach(Fd::close);
            NativeGbm.destroy(buffer);
            buffer = 0;
        }
    }
}
