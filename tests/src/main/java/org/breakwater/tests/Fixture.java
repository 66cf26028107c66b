package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.breakwater.compositor.Graphics;
import org.breakwater.compositor.Ledger;
import org.breakwater.compositor.Server;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.compositor.glue.SurfaceNode;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.RoleObject;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.config.Color;
import org.breakwater.config.Config;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.UnixSocket;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.render.scene.TreeNode;
import org.breakwater.wayland.WlSurface;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A compositor and its clients in one thread, on socket pairs, turned by hand. As an extension
 * (a field with {@code @RegisterExtension}) it starts one for each test, and after it checks that
 * the ledger is at zero and that nothing was thrown into the loop.
 */
public final class Fixture implements BeforeEachCallback, AfterEachCallback {
    private static final int MOST_TURNS = 1_000;
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final Role PLACED = new Role("placed by a test");

    private final ServerOptions options;
    private final Supplier<Graphics> graphics;
    private final List<TestClient> clients = new ArrayList<>();
    private FakeClock clock;
    private EventLoop loop;
    private Server server;
    private TreeNode place;
    private long expectedUncaught;

    /** One output, small, so that pictures of it are quick to compare. */
    public Fixture() {
        this(new OutputMode(64, 48, 60_000));
    }

    public Fixture(OutputMode... outputs) {
        this(new ServerOptions(Config.defaults(), List.of(outputs)));
    }

    public Fixture(ServerOptions options) {
        this(options, Graphics::any);
    }

    /** One small output, drawn with what {@code graphics} makes for each test. */
    public Fixture(Supplier<Graphics> graphics) {
        this(new ServerOptions(Config.defaults(), List.of(new OutputMode(64, 48, 60_000))), graphics);
    }

    public Fixture(ServerOptions options, Supplier<Graphics> graphics) {
        this.options = options;
        this.graphics = graphics;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    public void open() {
        expectedUncaught = 0;
        clock = new FakeClock();
        loop = new EventLoop(clock);
        server = Server.create(loop, options, graphics.get());
        server.cursor().setEnabled(false);  // pictures show what clients draw
        place = server.scene().root().createTree();
        frames(2);
    }

    /** Ends the clients, then the compositor; fails when either left something. */
    public void close() {
        clients.forEach(TestClient::close);
        clients.clear();
        turn();
        turn();
        Ledger left = server.ledger();
        long uncaught = loop.uncaughtCount();
        server.close();
        loop.close();
        assertEquals(Ledger.ZERO, left, "left in the ledger after the last client");
        assertEquals(expectedUncaught, uncaught, "exceptions that reached the loop");
    }

    /** What this test throws into the loop on purpose. */
    public void expectUncaught(long count) {
        expectedUncaught = count;
    }

    public FakeClock clock() {
        return clock;
    }

    public EventLoop loop() {
        return loop;
    }

    public Server server() {
        return server;
    }

    public OutputRenderer output() {
        return server.outputs().get(0);
    }

    /** A client that has bound every global. */
    public TestClient connect() throws IOException {
        return connect(null);
    }

    /** As {@link #connect()}; {@code trace} gets the client's messages, and may be null. */
    public TestClient connect(WireTrace trace) throws IOException {
        Fd[] pair = Fd.socketPair();
        TestClient client = new TestClient(this, new ClientDisplay(pair[1], trace),
                server.display().addClient(pair[0]));
        clients.add(client);
        client.bindGlobals();
        return client;
    }

    /** A client that connects to a socket that the compositor has from another one. */
    public TestClient connectTo(Path socket) throws IOException {
        Client[] accepted = new Client[1];
        Signal.Subscription added = server.display().clientAdded().add(client -> accepted[0] = client);
        Fd connected = UnixSocket.connect(socket);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (accepted[0] == null && System.nanoTime() < deadline) {
            turn();
            Thread.yield();
        }
        added.remove();
        if (accepted[0] == null) {
            connected.close();
            fail("nobody accepts connections to " + socket);
        }
        TestClient client = new TestClient(this, new ClientDisplay(connected, null), accepted[0]);
        clients.add(client);
        client.bindGlobals();
        return client;
    }

    public void turn() {
        loop.dispatch(0);
    }

    /**
     * Turns until the compositor has answered everything that the client has sent; time stands
     * still.
     */
    public void roundtrip(TestClient client) throws IOException {
        boolean[] done = new boolean[1];
        client.display().sync(() -> done[0] = true);
        for (int turns = 0; !done[0]; turns++) {
            if (turns == MOST_TURNS) {
                fail("no answer after " + turns + " turns");
            }
            client.display().flush();
            turn();
            client.display().dispatchPending();
        }
    }

    /** Turns, without moving time, until something is so, which may be for another thread to bring about. */
    public void await(String what, BooleanSupplier condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (int turns = 0; !condition.getAsBoolean(); turns++) {
            if (turns >= MOST_TURNS && System.nanoTime() - deadline > 0) {
                fail(what + ": still not so after " + turns + " turns");
            }
            pump();
            Thread.yield();
        }
    }

    /** Moves time to the next refresh and lets everybody react to it. */
    public void frame() {
        long period = output().output().mode().refreshNanos();
        clock.advance(period);
        turn();
        pump();
    }

    public void frames(int count) {
        for (int i = 0; i < count; i++) {
            frame();
        }
    }

    /** What the first output shows, once what was sent has been drawn. */
    public Picture picture() {
        pump();
        frames(2);
        return server.picture(output());
    }

    /** The colour where nothing is, 0xRRGGBB. */
    public int background() {
        Color color = options.config().appearance().background();
        return color.red() << 16 | color.green() << 8 | color.blue();
    }

    /** The compositor's side of a client's surface. */
    public Surface surface(TestClient client, WlSurfaceProxy proxy) {
        return Compositor.surfaceOf((WlSurfaceResource) client.server().resource(proxy.id()));
    }

    /** Gives a surface a role that does no more than to show it, above all windows. */
    public Surface show(TestClient client, WlSurfaceProxy proxy, int x, int y) throws IOException {
        roundtrip(client);
        Surface surface = surface(client, proxy);
        surface.takeRole(PLACED, new Placed(), surface.resource(), WlSurface.Error.INVALID_SIZE);
        TreeNode tree = SurfaceNode.of(surface).tree();
        tree.reparent(place);
        tree.setPosition(x, y);
        return surface;
    }

    /** One turn, with the clients' requests before it and their events after it. */
    private void pump() {
        for (TestClient client : List.copyOf(clients)) {
            client.display().flush();
        }
        turn();
        for (TestClient client : List.copyOf(clients)) {
            client.dispatchIfConnected();
        }
    }

    /** Mapped while it has content. */
    private static final class Placed implements RoleObject {
        @Override
        public void committed(Surface surface) {
            if (surface.hasContent()) {
                surface.map();
            } else {
                surface.unmap();
            }
        }

        @Override
        public boolean outlivesSurface() {
            return true;
        }
    }
}
