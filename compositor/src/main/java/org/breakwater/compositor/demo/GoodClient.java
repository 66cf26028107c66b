package org.breakwater.compositor.demo;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.file.Path;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;

/**
 * What every client ought to be: two buffers in a sealed file, a new frame whenever the compositor asks for
 * one. It lives on a thread of its own; its frames are the demonstration's clock, and the time between them
 * is what others suffer from an attack.
 *
 * <p>The window is taller than a hostile one is, so that no hostile window hides all of it: a hidden window
 * is asked for no frames.
 */
final class GoodClient implements AutoCloseable {
    private static final int WIDTH = 240;
    private static final int HEIGHT = 480;
    private static final int BYTES = WIDTH * HEIGHT * 4;
    private static final int STRIPE = 40;
    private static final int DARK = 0xff1d4e6b;
    private static final int LIGHT = 0xff8fc9d9;
    private static final int TURN_MILLIS = 20;

    private final DemoConnection connection;
    private final DemoWindow window;
    private final Memfd file;
    private final Frame[] frames = new Frame[2];
    private final int[] stripes = stripes();
    private final FrameGap gap = new FrameGap();
    private final Thread thread = new Thread(this::live, "good client");

    // Guarded by this object's monitor.
    private long shown;
    private int asked;
    private int answered;
    private boolean stopping;
    private String lost;

    /** One of the two buffers. */
    private static final class Frame implements WlBufferProxy.Events {
        private final WlBufferProxy buffer;
        private final IntBuffer pixels;
        private boolean busy;

        Frame(WlBufferProxy buffer, IntBuffer pixels) {
            this.buffer = buffer;
            this.pixels = pixels;
        }

        @Override
        public void release() {
            busy = false;
        }
    }

    /** Connects, opens the window and starts to animate it. */
    static GoodClient start(Path socket, Deadline deadline) throws IOException {
        Memfd file = Memfd.writable("breakwater-demo-good", 2L * BYTES);
        DemoConnection connection = null;
        GoodClient client;
        try {
            file.addSeals(Memfd.SEAL_SHRINK | Memfd.SEAL_GROW | Memfd.SEAL_SEAL);
            connection = DemoConnection.open(socket, deadline);
            client = new GoodClient(connection, file, deadline);
        } catch (IOException | RuntimeException failed) {
            if (connection != null) {
                connection.close();
            }
            file.close();
            throw failed;
        }
        client.thread.setDaemon(true);
        client.thread.start();
        return client;
    }

    private GoodClient(DemoConnection connection, Memfd file, Deadline deadline) throws IOException {
        this.connection = connection;
        this.file = file;
        this.window = new DemoWindow(connection, "a good client", WIDTH, HEIGHT, deadline);
        WlShmPoolProxy pool = connection.shm().createPool(file.fd(), 2 * BYTES);
        for (int i = 0; i < frames.length; i++) {
            WlBufferProxy buffer = pool.createBuffer(i * BYTES, WIDTH, HEIGHT, WIDTH * 4,
                    WlShm.Format.XRGB8888.value());
            frames[i] = new Frame(buffer, file.buffer().slice(i * BYTES, BYTES)
                    .order(file.buffer().order()).asIntBuffer());
            buffer.listen(frames[i]);
        }
        pool.destroy();
    }

    /** How many frames it has been asked for. */
    synchronized long framesShown() {
        return shown;
    }

    /** Why the connection ended, or null while it lives. */
    synchronized String lost() {
        return lost;
    }

    /** Waits until that many more frames have been asked for; false when the compositor does not. */
    synchronized boolean awaitFrames(int count, Deadline deadline) {
        long wanted = shown + count;
        while (shown < wanted && lost == null && !deadline.hasPassed()) {
            pause(deadline);
        }
        return shown >= wanted;
    }

    /** Asks the compositor for an answer and waits for it; false when none comes. */
    synchronized boolean roundtrip(Deadline deadline) {
        int ours = ++asked;
        while (answered < ours && lost == null && !deadline.hasPassed()) {
            pause(deadline);
        }
        return answered >= ours;
    }

    /** Forgets the gaps between frames so far. */
    void measure() {
        gap.reset(System.nanoTime());
    }

    /** The longest time between two frames since {@link #measure}, the one that has not ended included. */
    long worstGapMillis() {
        return gap.worst(System.nanoTime()) / 1_000_000;
    }

    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
        }
        try {
            thread.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        String reason = null;
        try {
            drawNext();
            for (int sent = 0; !isStopping();) {
                for (int due = asked(); sent < due; sent++) {
                    connection.sync(this::answer);
                }
                connection.dispatch(TURN_MILLIS);
            }
        } catch (IOException | RuntimeException failed) {
            reason = String.valueOf(failed.getMessage());
        } finally {
            connection.close();
            file.close();
            end(reason);
        }
    }

    private void drawNext() {
        Frame free = !frames[0].busy ? frames[0] : !frames[1].busy ? frames[1] : null;
        window.onFrame(this::frameDone);
        if (free == null) {
            window.surface().commit();
            return;
        }
        int phase = (int) (framesShown() % STRIPE);
        for (int row = 0; row < HEIGHT; row++) {
            free.pixels.put(row * WIDTH, stripes, (row + phase) % STRIPE, WIDTH);
        }
        free.busy = true;
        window.present(free.buffer);
    }

    private void frameDone() {
        gap.frame(System.nanoTime());
        synchronized (this) {
            shown++;
            notifyAll();
        }
        drawNext();
    }

    private synchronized void answer() {
        answered++;
        notifyAll();
    }

    private synchronized void end(String reason) {
        lost = reason == null ? "it was closed" : reason;
        notifyAll();
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized int asked() {
        return asked;
    }

    private void pause(Deadline deadline) {
        try {
            wait(Math.max(1, deadline.millisLeft()));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            lost = "the demonstration was interrupted";
        }
    }

    private static int[] stripes() {
        int[] row = new int[WIDTH + STRIPE];
        for (int x = 0; x < row.length; x++) {
            row[x] = x % STRIPE < STRIPE / 2 ? DARK : LIGHT;
        }
        return row;
    }
}
