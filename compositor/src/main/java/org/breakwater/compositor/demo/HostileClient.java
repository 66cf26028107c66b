package org.breakwater.compositor.demo;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/**
 * A client with a connection and a window of its own, which shows one colour from an honest buffer until an
 * {@link Attack} is carried out; and the means to do it. The caller's thread.
 */
final class HostileClient implements AutoCloseable {
    /** Of its window and of all its buffers but odd ones: XRGB8888 of a colour that nothing else has. */
    static final int WIDTH = 400;
    static final int HEIGHT = 300;
    static final int STRIDE = WIDTH * 4;
    static final int BYTES = STRIDE * HEIGHT;
    static final int COLOUR = 0xff00ff;

    private static final int XRGB8888 = WlShm.Format.XRGB8888.value();

    private final DemoConnection connection;
    private final DemoWindow window;
    private final LongSupplier clock;
    private final Duration patience;
    private final List<AutoCloseable> owned = new ArrayList<>();
    private boolean left;
    private Told told;

    @FunctionalInterface
    private interface Request {
        void run() throws IOException;
    }

    /** Connects and shows the honest buffer; {@code clock} counts the frames that the good client has shown. */
    static HostileClient open(Path socket, LongSupplier clock, Duration patience) throws IOException {
        Deadline deadline = Deadline.in(patience);
        DemoConnection connection = DemoConnection.open(socket, deadline);
        HostileClient client = null;
        try {
            client = new HostileClient(connection, clock, patience, deadline);
            client.present(client.buffer(client.pool(client.file(BYTES), BYTES), 0));
            client.settle();
            return client;
        } catch (IOException | RuntimeException failed) {
            if (client != null) {
                client.close();
            } else {
                connection.close();
            }
            throw failed;
        }
    }

    private HostileClient(DemoConnection connection, LongSupplier clock, Duration patience,
            Deadline deadline) throws IOException {
        this.connection = connection;
        this.clock = clock;
        this.patience = patience;
        this.window = new DemoWindow(connection, "a hostile client", WIDTH, HEIGHT, deadline);
    }

    /** Does it; {@link #told} says what comes back. */
    void carryOut(Attack attack) {
        listen(() -> {
            attack.steps().run(this);
            if (!left) {
                settle();
            }
        });
    }

    /** What the compositor has told this client until now. */
    Told told() {
        if (told == null) {
            listen(this::settle);
        }
        return told == null ? new Told.LivesOn() : told;
    }

    private void listen(Request request) {
        try {
            request.run();
        } catch (DisplayException error) {
            told = new Told.Error(error.interfaceName(), error.code(), error.getMessage());
        } catch (NoAnswerException silence) {
            told = new Told.Nothing();
        } catch (IOException gone) {
            told = new Told.HungUp(gone.getMessage());
        }
    }

    DemoConnection connection() {
        return connection;
    }

    DemoWindow window() {
        return window;
    }

    /** A file of this many bytes, full of the colour; closed with this client. */
    Memfd file(long size) throws IOException {
        Memfd file = Memfd.writable("breakwater-demo-hostile", size);
        owned.add(file);
        paint(file, size);
        return file;
    }

    /** Writes the colour again into the first bytes of a file that has them. */
    static void paint(Memfd file, long bytes) {
        if (bytes > 0) {
            IntBuffer pixels = file.buffer().asIntBuffer();
            for (int i = 0; i < bytes / 4; i++) {
                pixels.put(i, COLOUR);
            }
        }
    }

    /** A descriptor of another kind; closed with this client. */
    Fd own(Fd fd) {
        owned.add(fd);
        return fd;
    }

    WlShmPoolProxy pool(Memfd file, int size) {
        return pool(file.fd(), size);
    }

    WlShmPoolProxy pool(Fd fd, int size) {
        return connection.shm().createPool(fd, size);
    }

    WlBufferProxy buffer(WlShmPoolProxy pool, int offset) {
        return buffer(pool, offset, STRIDE);
    }

    WlBufferProxy buffer(WlShmPoolProxy pool, int offset, int stride) {
        return pool.createBuffer(offset, WIDTH, HEIGHT, stride, XRGB8888);
    }

    /** Attaches, damages everything, commits, and sends it. */
    void present(WlBufferProxy buffer) {
        window.present(buffer);
        connection.flush();
    }

    /** A synchronized subsurface that covers the window. */
    WlSurfaceProxy cover() {
        WlSurfaceProxy child = connection.compositor().createSurface();
        connection.subcompositor().getSubsurface(child, window.surface());
        return child;
    }

    /** Waits until the compositor has handled everything so far; throws what it says instead. */
    void settle() throws IOException {
        connection.roundtrip(Deadline.in(patience));
    }

    /** How many frames the good client has shown. */
    long framesShown() {
        return clock.getAsLong();
    }

    /** What bounds a loop that the good client's frames do not end. */
    Deadline deadline() {
        return Deadline.in(patience);
    }

    /** Ends the connection at once, whatever is under way. */
    void leave() {
        connection.flush();
        connection.close();
        left = true;
        told = new Told.Left();
    }

    @Override
    public void close() {
        connection.close();
        for (AutoCloseable each : owned) {
            if (each instanceof Memfd file) {
                file.close();
            } else if (each instanceof Fd fd) {
                fd.close();
            }
        }
        owned.clear();
    }
}
