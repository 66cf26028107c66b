package org.breakwater.tests.nested;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.breakwater.compositor.Ledger;
import org.breakwater.compositor.Server;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.backend.gbm.AllocatedDmabuf;
import org.breakwater.compositor.backend.gbm.DmabufMemory;
import org.breakwater.compositor.backend.wayland.ParentDisplay;
import org.breakwater.config.Config;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.Dmabuf;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.PaintedDmabufs;

/** A compositor in a window of another one, which is turned by hand; files in memory pass for a GPU's. */
final class NestedSession implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int NOT_OPEN = 1 << 28;

    private final EventLoop loop = new EventLoop(Clock.monotonic());
    private final PaintedDmabufs painted = new PaintedDmabufs();
    private final List<String> lost = new ArrayList<>();
    private final List<ClientDisplay> clients = new ArrayList<>();
    private final ParentDisplay parent;
    private final Server server;
    private int allocations;
    private boolean empty;
    private boolean filesLost;
    private long expectedUncaught;

    NestedSession(Path socket) throws IOException {
        ParentDisplay connected = null;
        Server started = null;
        try {
            connected = ParentDisplay.connect(loop, socket);
            connected.lost().add(lost::add);
            started = Server.create(loop, new ServerOptions(Config.defaults(),
                    List.of(new OutputMode(64, 48, 60_000)),
                    new ServerOptions.Nested(connected, node -> new Files())), painted.graphics());
        } finally {
            if (started == null) {
                if (connected != null) {
                    connected.close();
                }
                loop.close();
            }
        }
        parent = connected;
        server = started;
    }

    EventLoop loop() {
        return loop;
    }

    Server server() {
        return server;
    }

    ParentDisplay parent() {
        return parent;
    }

    PaintedDmabufs painted() {
        return painted;
    }

    /** Why the parent is gone, as often as that was said. */
    List<String> lost() {
        return lost;
    }

    /** Pieces of memory that were made. */
    int allocations() {
        return allocations;
    }

    /** From now on the device has no memory. */
    void runOut() {
        empty = true;
    }

    /** From now on the descriptors of what is made cannot be duplicated, as where there are no more. */
    void loseFiles() {
        filesLost = true;
    }

    /** Has a frame drawn, as soon as the parent wants one. */
    void draw() {
        server.outputs().get(0).sceneOutput().damageWhole();
    }

    /** Draws until something is so. */
    void drawUntil(String what, Condition condition) throws IOException {
        await(what, () -> {
            draw();
            return condition.holds();
        });
    }

    void turn() {
        loop.dispatch(0);
    }

    /** Turns the loop until something is so. */
    void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                fail("still not: " + what);
            }
            loop.dispatch(LOOK_AGAIN_NANOS);
        }
    }

    /** A client, which {@link #roundtrip} serves. */
    ClientDisplay connect() throws IOException {
        Fd[] pair = Fd.socketPair();
        server.display().addClient(pair[0]);
        ClientDisplay client = new ClientDisplay(pair[1], null);
        clients.add(client);
        return client;
    }

    /** Fails if a client has no answer after so many turns. */
    void roundtrip(ClientDisplay client, int turns) throws IOException {
        boolean[] done = new boolean[1];
        client.sync(() -> done[0] = true);
        for (int i = 0; i < turns && !done[0]; i++) {
            client.flush();
            turn();
            client.dispatchPending();
        }
        assertEquals(true, done[0], "no answer after " + turns + " turns");
    }

    void expectUncaught(long count) {
        expectedUncaught = count;
    }

    @Override
    public void close() {
        clients.forEach(ClientDisplay::close);
        turn();
        turn();
        Ledger left = server.ledger();
        long uncaught = loop.uncaughtCount();
        server.close();
        parent.close();
        loop.close();
        assertEquals(Ledger.ZERO, left);
        assertEquals(expectedUncaught, uncaught, "exceptions that reached the loop");
        assertEquals(0, painted.live(), "images left");
    }

    /** Something of either end. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    /** The descriptor is closed with it. */
    private record OneFile(Dmabuf picture, List<Fd> held, List<Fd> files) implements AllocatedDmabuf {
        @Override
        public void close() {
            held.forEach(Fd::close);
        }
    }

    private final class Files implements DmabufMemory {
        @Override
        public AllocatedDmabuf allocate(int width, int height, int fourcc, long[] modifiers, boolean scanout)
                throws IOException {
            if (empty) {
                throw new IOException("no memory");
            }
            allocations++;
            long modifier = modifiers.length == 0 ? Dmabuf.IMPLICIT : modifiers[0];
            try (Memfd file = Memfd.writable("painted", 4L * width * height)) {
                Fd fd = file.fd().dup();
                return new OneFile(new Dmabuf(width, height, fourcc, modifier,
                        List.of(new Dmabuf.Plane(fd.raw(), 0, 4 * width))), List.of(fd),
                        List.of(filesLost ? Fd.own(NOT_OPEN) : fd));
            }
        }

        @Override
        public void close() {
            // Each file is closed by whoever holds it.
        }
    }
}
