package org.breakwater.compositor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.buffer.Buffers;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Subcompositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.render.geometry.Transform;

/**
 * A display with surfaces, cranked by hand, whose clients sit at the other ends of socket pairs.
 */
public final class TestSession implements AutoCloseable {
    private final EventLoop loop = new EventLoop(() -> this.nanos);
    private final Display display = new Display(loop, null);
    private final List<TestClient> clients = new ArrayList<>();
    private Surface lastSurface;
    private long nanos;

    public TestSession() {
        new Compositor(display, new Buffers()).surfaceCreated()
                .add(surface -> lastSurface = surface);
        new Subcompositor(display);
    }

    public Display display() {
        return display;
    }

    /** The surface that a client made last. */
    public Surface lastSurface() {
        return lastSurface;
    }

    public TestClient connect() throws Exception {
        Fd[] pair = Fd.socketPair();
        Client client = display.addClient(pair[0]);
        TestClient connected = new TestClient(this, client, pair[1]);
        clients.add(connected);
        connected.sync();
        return connected;
    }

    public Output output(String name, OutputMode mode) {
        return new Output(display, name, name + " for tests", "Maker", "Model", 600, 340, mode, 1,
                Transform.NORMAL);
    }

    /** Time passes, and a turn is made at its end. */
    public void pass(int milliseconds) {
        nanos += milliseconds * 1_000_000L;
        turn();
    }

    /** One turn of the loop, and everything flushed. */
    public void turn() {
        loop.dispatch(0);
        display.flushClients();
    }

    @Override
    public void close() {
        clients.forEach(TestClient::close);
        display.close();
        loop.close();
        assertEquals(0, display.clientCount());
        assertEquals(0, loop.uncaughtCount());
    }
}
