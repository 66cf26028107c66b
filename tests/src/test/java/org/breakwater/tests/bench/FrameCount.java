package org.breakwater.tests.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;

/**
 * A well-behaved client at 60 Hz that counts: {@code FrameCount SOCKET SECONDS}. Prints the frames
 * that it was asked for, how many refreshes passed without it, and the gaps between frames.
 */
final class FrameCount {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int BYTES = WIDTH * HEIGHT * 4;
    private static final double PERIOD = 1e9 / 60;

    private final BenchClient client;
    private final Memfd file;
    private final WlBufferProxy[] buffers = new WlBufferProxy[2];
    private final Spread gaps = new Spread();
    private long last;
    private long missed;
    private int drawn;

    private FrameCount(Path socket) throws IOException {
        client = new BenchClient(socket, "well-behaved");
        file = Memfd.writable("good", 2L * BYTES);
        file.addSeals(Memfd.SEAL_SHRINK | Memfd.SEAL_GROW | Memfd.SEAL_SEAL);
        WlShmPoolProxy pool = client.shm().createPool(file.fd(), 2 * BYTES);
        for (int i = 0; i < 2; i++) {
            buffers[i] = pool.createBuffer(i * BYTES, WIDTH, HEIGHT, WIDTH * 4,
                    WlShm.Format.XRGB8888.value());
        }
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(new FrameCount(Path.of(arguments[0])).run(
                Integer.parseInt(arguments[1])));
    }

    private String run(int seconds) throws IOException {
        draw();
        while (drawn < 60) {
            client.display().dispatch(-1);
        }
        long start = System.nanoTime();
        last = start;
        missed = 0;
        int before = drawn;
        while (System.nanoTime() - start < seconds * 1_000_000_000L) {
            client.display().dispatch(100);
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        client.close();
        file.close();
        return String.format("%.1f frames a second, %d of %d refreshes missed; gaps: half %.1f, "
                + "90 %% %.1f, 99 %% %.1f, longest %.1f ms", (drawn - before) / elapsed, missed,
                Math.round(elapsed * 60), gaps.at(50), gaps.at(90), gaps.at(99), gaps.at(100));
    }

    private void draw() {
        long now = System.nanoTime();
        if (last != 0) {
            gaps.add(now - last);
            missed += Math.max(0, Math.round((now - last) / PERIOD) - 1);
        }
        last = now;
        int index = drawn++ % 2;
        for (int i = 0; i < 1_000; i++) {
            file.buffer().putInt(index * BYTES + i * 4, drawn * 0x10101);
        }
        client.onFrame(this::draw);
        client.show(buffers[index]);
    }
}
