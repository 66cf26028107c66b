package org.breakwater.tests.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.PixelSource;
import org.breakwater.render.Renderer;
import org.breakwater.render.Texture;
import org.breakwater.render.egl.EglContext;
import org.breakwater.render.gl.GlesRenderer;
import org.breakwater.shm.Capabilities;
import org.breakwater.shm.MappingKind;
import org.breakwater.shm.Memfd;
import org.breakwater.shm.ReadPolicy;
import org.breakwater.shm.ShmBuffer;
import org.breakwater.shm.ShmGlobal;
import org.breakwater.shm.ShmMapper;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.server.WlBufferResource;
import org.lwjgl.system.MemoryUtil;

/**
 * What it costs that no client can harm us: a frame that is damaged all over is read and uploaded from
 * the same file in every way, one after the other in random order, many times: {@code
 * CostOfProtection ROUNDS}. The unprotected ways are those that a client could kill us through: GL
 * reading the mapping itself, and a plain copy of the mapping into a block that GL then reads. Time is
 * the processor's, of this thread: what others do on the machine counts little.
 */
final class CostOfProtection implements AutoCloseable {
    private static final int BAND_BYTES = 1 << 18;

    private final Renderer renderer;
    private final int width;
    private final int height;
    private final Memfd unsealed;
    private final Memfd sealed;
    private final ByteBuffer staging = ByteBuffer.allocateDirect(BAND_BYTES);
    private final List<Way> ways = new ArrayList<>();
    private final List<Pool> pools = new ArrayList<>();

    /** A way to read, and how long it took. */
    private static final class Way {
        private final String name;
        private final PixelSource source;
        private final Texture texture;
        private final Spread spread = new Spread();

        Way(String name, PixelSource source, Texture texture) {
            this.name = name;
            this.source = source;
            this.texture = texture;
        }
    }

    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[0]);
        System.out.println("JDK " + Runtime.version() + ", " + Capabilities.probe());
        try (EglContext egl = EglContext.surfaceless();
                Renderer renderer = GlesRenderer.create(egl)) {
            for (int[] size : new int[][] {{1920, 1080}, {3840, 2160}}) {
                try (CostOfProtection bench = new CostOfProtection(renderer, size[0], size[1])) {
                    bench.measure(rounds / 4, false);
                    bench.measure(rounds, true);
                    bench.report();
                }
            }
        }
    }

    private CostOfProtection(Renderer renderer, int width, int height) throws IOException {
        this.renderer = renderer;
        this.width = width;
        this.height = height;
        this.unsealed = painted(width * height * 4);
        this.sealed = painted(width * height * 4);
        sealed.addSeals(Memfd.SEAL_SHRINK);
        add("unprotected, no copy", mapped(MemoryUtil.memAddress(unsealed.buffer())));
        add("unprotected, no copy, sealed file", mapped(MemoryUtil.memAddress(sealed.buffer())));
        add("unprotected copy", this::copied);
        pool(ReadPolicy.Strategy.SEALED, sealed, MappingKind.SEALED);
        pool(ReadPolicy.Strategy.GUARDED, unsealed, MappingKind.GUARDED);
        pool(ReadPolicy.Strategy.COPIED, unsealed, MappingKind.COPIED);
    }

    private static Memfd painted(int bytes) throws IOException {
        Memfd file = Memfd.writable("cost-of-protection", bytes);
        for (int at = 0; at < bytes; at += 4) {
            file.buffer().putInt(at, 0xff000000 | at * 31);
        }
        return file;
    }

    private void add(String name, PixelSource source) {
        ways.add(new Way(name, source, renderer.createTexture(width, height, PixelFormat.XRGB8888)));
    }

    /** Adds a pool's way of reading, unless this JVM cannot guard and it is read in another. */
    private void pool(ReadPolicy.Strategy strategy, Memfd file, MappingKind expected)
            throws IOException {
        Pool pool = new Pool(strategy, file, width, height);
        pools.add(pool);
        if (pool.buffer.kind() == expected) {
            add(expected.toString(), pool::read);
        } else {
            System.out.println(expected + " is not possible on this JVM; it is read "
                    + pool.buffer.kind());
        }
    }

    private PixelSource mapped(long address) {
        return (x, y, w, h, reader) -> reader.pixels(address, width * 4, x, y, w, h);
    }

    /** In bands, as the protected copies are: the block stays in the processor's cache. */
    private void copied(int x, int y, int w, int h, PixelSource.PixelReader reader) {
        int stride = width * 4;
        int band = BAND_BYTES / stride;
        for (int row = 0; row < h; row += band) {
            int rows = Math.min(band, h - row);
            staging.put(0, unsealed.buffer(), row * stride, rows * stride);
            reader.pixels(MemoryUtil.memAddress(staging), stride, 0, row, width, rows);
        }
    }

    private void measure(int rounds, boolean keep) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Random random = new Random(rounds);
        for (int round = 0; round < rounds * ways.size(); round++) {
            Way way = ways.get(random.nextInt(ways.size()));
            long start = threads.getCurrentThreadCpuTime();
            way.texture.update(way.source, null);
            long nanos = threads.getCurrentThreadCpuTime() - start;
            if (keep) {
                way.spread.add(nanos);
            }
        }
    }

    private void report() {
        System.out.println(width + "x" + height + ", every pixel damaged, read and uploaded; processor time, median");
        for (Way way : ways) {
            String base = way.name.equals("SEALED") ? "unprotected, no copy, sealed file"
                    : "unprotected copy";
            double reference = ways.stream().filter(w -> w.name.equals(base)).findFirst()
                    .orElseThrow().spread.median();
            System.out.printf("  %-34s %s, %4d times%s%n", way.name, way.spread, way.spread.count(),
                    way.name.startsWith("unprotected") ? "" : String.format(": %+.1f %% of '%s'",
                            100 * (way.spread.median() / reference - 1), base));
        }
    }

    @Override
    public void close() {
        ways.forEach(way -> way.texture.close());
        pools.forEach(Pool::close);
        unsealed.close();
        sealed.close();
    }

    /** A client's buffer over a file, through the protocol, on a display of its own. */
    private static final class Pool implements AutoCloseable {
        private final EventLoop loop = new EventLoop(Clock.monotonic());
        private final Display display = new Display(loop);
        private final ShmMapper mapper;
        private final ClientDisplay client;
        private final ShmBuffer buffer;

        Pool(ReadPolicy.Strategy strategy, Memfd file, int width, int height) throws IOException {
            mapper = new ShmMapper(Capabilities.probe(), new ReadPolicy(strategy,
                    ReadPolicy.AfterRegrow.REVEAL, ReadPolicy.OnTruncation.ZERO_FILL));
            new ShmGlobal(display, mapper, 1 << 14);
            Fd[] pair = Fd.socketPair();
            Client server = display.addClient(pair[0]);
            client = new ClientDisplay(pair[1], null);
            WlRegistryProxy registry = client.proxy().getRegistry();
            int[] name = new int[1];
            registry.listen(new WlRegistryProxy.Events() {
                @Override
                public void global(int number, String interfaceName, int version) {
                    name[0] = number;
                }
            });
            roundtrip();
            WlShmProxy shm = registry.bind(name[0], WlShmProxy.TYPE, 2);
            WlBufferProxy proxy = shm.createPool(file.fd(), width * height * 4).createBuffer(0, width,
                    height, width * 4, WlShm.Format.XRGB8888.value());
            roundtrip();
            buffer = ShmBuffer.of((WlBufferResource) server.resource(proxy.id()));
        }

        private void roundtrip() throws IOException {
            boolean[] done = new boolean[1];
            client.sync(() -> done[0] = true);
            while (!done[0]) {
                client.flush();
                loop.dispatch(0);
                display.flushClients();
                client.dispatchPending();
            }
        }

        void read(int x, int y, int w, int h, PixelSource.PixelReader reader) {
            buffer.readRows(x, y, w, h, (address, stride, firstRow, rows) -> reader.pixels(address, stride,
                    x, y + firstRow, w, rows));
        }

        @Override
        public void close() {
            client.close();
            display.close();
            loop.close();
            mapper.close();
        }
    }
}
