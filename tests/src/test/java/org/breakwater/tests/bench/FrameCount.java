package org.breakwater.tests.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;
import org.breakwater.wayland.client.WpPresentationFeedbackProxy;
import org.breakwater.wayland.client.WpPresentationProxy;

/**
 * A well-behaved client at 60 Hz that counts: {@code FrameCount SOCKET SECONDS}. Prints the refreshes that
 * showed nothing new of it, by the counter of its frames' presentation, and at which seconds that was; and
 * the gaps between the frames it was asked for, which also tell how punctually it ran itself.
 */
final class FrameCount {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int MOST_TOLD = 100;
    private static final int BYTES = WIDTH * HEIGHT * 4;

    private final BenchClient client;
    private final WpPresentationProxy presentation;
    private final Memfd file;
    private final WlBufferProxy[] buffers = new WlBufferProxy[2];
    private final StringBuilder when = new StringBuilder();
    private Spread gaps = new Spread();
    private long start;
    private long lastAsked;
    private long lastShown;
    private long shown;
    private long missed;
    private int drawn;

    private FrameCount(Path socket) throws IOException {
        client = new BenchClient(socket, "well-behaved");
        presentation = client.bind(WpPresentationProxy.TYPE, 1);
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
        start = System.nanoTime();
        draw();
        while (shown < 60) {
            client.display().dispatch(-1);
        }
        double greeted = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        shown = 0;
        missed = 0;
        when.setLength(0);
        gaps = new Spread();
        while (System.nanoTime() - start < seconds * 1_000_000_000L) {
            client.display().dispatch(100);
        }
        client.close();
        file.close();
        return String.format("%d of %d refreshes missed%s; the first 60 took %.1f s; asked every %.1f ms, "
                + "90 %% %.1f, 99 %% %.1f, longest %.1f", missed, missed + shown, when, greeted,
                gaps.at(50), gaps.at(90), gaps.at(99), gaps.at(100));
    }

    private void draw() {
        long now = System.nanoTime();
        if (drawn > 0) {
            gaps.add(now - lastAsked);
        }
        lastAsked = now;
        int index = drawn++ % 2;
        for (int i = 0; i < 1_000; i++) {
            file.buffer().putInt(index * BYTES + i * 4, drawn * 0x10101);
        }
        client.onFrame(this::draw);
        presentation.feedback(client.surface()).listen(new WpPresentationFeedbackProxy.Events() {
            @Override
            public void presented(int tvSecHi, int tvSecLo, int tvNsec, int refresh, int seqHi, int seqLo,
                    int flags) {
                shown((long) seqHi << 32 | Integer.toUnsignedLong(seqLo));
            }
        });
        client.show(buffers[index]);
    }

    private void shown(long sequence) {
        shown++;
        if (lastShown != 0 && sequence > lastShown + 1) {
            missed += sequence - lastShown - 1;
            if (when.length() < MOST_TOLD) {
                when.append(String.format("%s%.1f", when.length() == 0 ? ", at " : " ",
                        (System.nanoTime() - start) / 1e9));
            }
        }
        lastShown = sequence;
    }
}
