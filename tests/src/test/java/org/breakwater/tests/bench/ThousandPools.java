package org.breakwater.tests.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;

/**
 * Many clients with a sparse pool of 2 GiB each, of which they show one small buffer: {@code
 * ThousandPools CLIENTS}. What the machine's shared memory grows by, beside what the visible buffers
 * need; unsealed and sealed, painted and left as holes. Fails when it grows by more than twice that.
 */
final class ThousandPools {
    private static final int SIDE = 64;
    private static final int VISIBLE = SIDE * SIDE * 4;
    private static final int POOL = Integer.MAX_VALUE;
    private static final int OFFSET = 1 << 30;

    private final int clients;

    private ThousandPools(int clients) {
        this.clients = clients;
    }

    public static void main(String[] arguments) throws Exception {
        ThousandPools bench = new ThousandPools(Integer.parseInt(arguments[0]));
        try (Compositor compositor = Compositor.start()) {
            System.out.println("before: " + compositor.holds());
            for (int seals : new int[] {0, Memfd.SEAL_SHRINK}) {
                for (boolean painted : new boolean[] {true, false}) {
                    bench.run(compositor, seals, painted);
                }
            }
            System.out.println("after:  " + compositor.holds());
        }
    }

    private void run(Compositor compositor, int seals, boolean painted) throws Exception {
        long needKiB = (long) clients * VISIBLE / 1024;
        List<BenchClient> connected = new ArrayList<>();
        List<Memfd> files = new ArrayList<>();
        int level = compositor.descriptors();
        long before = shmemKiB();
        int refused = 0;
        for (int i = 0; i < clients; i++) {
            Memfd file = Memfd.create("sparse", POOL);
            files.add(file);
            if (painted) {
                paint(file);
            }
            file.addSeals(seals);
            try {
                BenchClient client = new BenchClient(compositor.socket(), "sparse " + i);
                connected.add(client);
                WlBufferProxy buffer = client.shm().createPool(file.fd(), POOL).createBuffer(OFFSET,
                        SIDE, SIDE, SIDE * 4, WlShm.Format.ARGB8888.value());
                client.show(buffer);
                client.display().roundtrip();
            } catch (IOException refusal) {
                refused++;
            }
        }
        long grown = shmemKiB() - before;
        System.out.printf("%d clients, %s, %s: Shmem grew by %d KiB, visible buffers are %d KiB;"
                + " %d refused; the compositor: %s%n", clients, seals == 0 ? "unsealed" : "sealed",
                painted ? "painted" : "holes", grown, needKiB, refused, compositor.holds());
        connected.forEach(BenchClient::close);
        files.forEach(Memfd::close);
        for (int i = 0; i < 400 && compositor.descriptors() > level; i++) {
            Thread.sleep(50);
        }
        if (!compositor.isAlive() || grown > 2 * needKiB || compositor.descriptors() > level) {
            throw new AssertionError("not as it should be: " + compositor.log());
        }
    }

    /** Through write, so that only the pages shown exist. */
    private static void paint(Memfd file) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(VISIBLE).order(ByteOrder.nativeOrder());
        while (pixels.hasRemaining()) {
            pixels.putInt(0xff208040);
        }
        try (FileChannel channel = FileChannel.open(Path.of("/proc/self/fd/" + file.fd().raw()),
                StandardOpenOption.WRITE)) {
            channel.write(pixels.flip(), OFFSET);
        }
    }

    private static long shmemKiB() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
            if (line.startsWith("Shmem:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no Shmem in /proc/meminfo");
    }
}
