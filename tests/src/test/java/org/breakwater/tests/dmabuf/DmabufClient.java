package org.breakwater.tests.dmabuf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.Dmabuf;
import org.breakwater.render.DrmFormat;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.ZwpLinuxBufferParamsV1Proxy;
import org.breakwater.wayland.client.ZwpLinuxDmabufV1Proxy;

/** A client with files that pass for dmabufs. */
public final class DmabufClient implements AutoCloseable {
    private final TestClient client;
    private final ZwpLinuxDmabufV1Proxy global;
    private final List<Memfd> files = new ArrayList<>();

    public DmabufClient(TestClient client) {
        this.client = client;
        this.global = client.bind(ZwpLinuxDmabufV1Proxy.TYPE);
    }

    public TestClient client() {
        return client;
    }

    public ZwpLinuxDmabufV1Proxy global() {
        return global;
    }

    /** A file of that many bytes. */
    Memfd file(int bytes) {
        try {
            Memfd file = Memfd.writable("painted", bytes);
            files.add(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ZwpLinuxBufferParamsV1Proxy params() {
        return global.createParams();
    }

    /** Parameters with one plane, of rows of {@code stride} bytes. */
    ZwpLinuxBufferParamsV1Proxy params(Memfd file, int stride, long modifier) {
        ZwpLinuxBufferParamsV1Proxy params = params();
        add(params, file, 0, 0, stride, modifier);
        return params;
    }

    static void add(ZwpLinuxBufferParamsV1Proxy params, Memfd file, int plane, int offset, int stride,
            long modifier) {
        params.add(file.fd(), plane, offset, stride, (int) (modifier >>> 32), (int) modifier);
    }

    /** A buffer in one file, made at once, with what its client has been told of it. */
    public Buffer buffer(int width, int height, String format) {
        Memfd file = file(4 * width * height);
        ZwpLinuxBufferParamsV1Proxy params = params(file, 4 * width, Dmabuf.LINEAR);
        WlBufferProxy proxy = params.createImmed(width, height, DrmFormat.code(format), 0);
        params.destroy();
        return new Buffer(file, proxy, width);
    }

    @Override
    public void close() {
        files.forEach(Memfd::close);
        files.clear();
    }

    /** A {@code wl_buffer} of 32 bits a pixel and the memory behind it. */
    public static final class Buffer {
        private final Memfd file;
        private final WlBufferProxy proxy;
        private final int width;
        private int releases;

        Buffer(Memfd file, WlBufferProxy proxy, int width) {
            this.file = file;
            this.proxy = proxy;
            this.width = width;
            proxy.listen(new WlBufferProxy.Events() {
                @Override
                public void release() {
                    releases++;
                }
            });
        }

        public WlBufferProxy proxy() {
            return proxy;
        }

        public int releases() {
            return releases;
        }

        public Buffer fill(int x, int y, int w, int h, int pixel) {
            for (int row = y; row < y + h; row++) {
                for (int column = x; column < x + w; column++) {
                    file.buffer().putInt(4 * (row * width + column), pixel);
                }
            }
            return this;
        }
    }
}
