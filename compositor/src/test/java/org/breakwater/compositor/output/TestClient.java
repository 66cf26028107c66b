package org.breakwater.compositor.output;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/** A client that writes down what it is told: the messages on its wire, as text. */
public final class TestClient implements AutoCloseable {
    private final TestSession session;
    private final Client server;
    private final ClientDisplay display;
    private final ByteArrayOutputStream trace = new ByteArrayOutputStream();
    private final Map<Integer, String> globals = new LinkedHashMap<>();
    private final WlRegistryProxy registry;
    private WlCompositorProxy compositor;

    TestClient(TestSession session, Client server, Fd socket) {
        this.session = session;
        this.server = server;
        this.display = new ClientDisplay(socket,
                new WireTrace(new PrintStream(trace, true, StandardCharsets.UTF_8)));
        this.registry = display.proxy().getRegistry();
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                globals.put(name, interfaceName);
            }

            @Override
            public void globalRemove(int name) {
                globals.remove(name);
            }
        });
    }

    /** The server's side of it. */
    public Client server() {
        return server;
    }

    public ClientDisplay display() {
        return display;
    }

    public WlRegistryProxy registry() {
        return registry;
    }

    /** The registry's numbers of an interface's globals, in order. */
    public int[] globals(String interfaceName) {
        return globals.entrySet().stream().filter(e -> e.getValue().equals(interfaceName))
                .mapToInt(Map.Entry::getKey).toArray();
    }

    /** Binds the first global of a type. */
    public <P extends Proxy> P bind(ProxyType<P> type, int version) {
        return registry.bind(globals(type.spec().name())[0], type, version);
    }

    public WlSurfaceProxy createSurface() {
        if (compositor == null) {
            compositor = bind(WlCompositorProxy.TYPE, 6);
        }
        return compositor.createSurface();
    }

    public void attachAndCommit(WlSurfaceProxy surface, WlBufferProxy buffer) {
        surface.attach(buffer, 0, 0);
        surface.commit();
    }

    /** Everything sent is handled, every answer is read. */
    public void sync() throws Exception {
        display.flush();
        session.turn();
        display.dispatchPending();
    }

    /** Syncs, and tells in one line what has come since the last time, the plumbing left out. */
    public String events() throws Exception {
        sync();
        String text = trace.toString(StandardCharsets.UTF_8);
        trace.reset();
        return text.lines().map(line -> line.substring(line.indexOf(']') + 2))
                .filter(line -> !line.startsWith(" -> ") && !line.startsWith("wl_registry")
                        && !line.startsWith("wl_display") && !line.startsWith("wl_surface")
                        && !line.startsWith("wl_buffer"))
                .map(line -> line.replaceAll("#\\d+\\.", "."))
                .collect(Collectors.joining(" "));
    }

    /** Syncs, for as many turns as it takes, and is told off: {@code interface code}. */
    public String error() {
        DisplayException error = assertThrows(DisplayException.class, () -> {
            for (int turns = 0; turns < 1_000; turns++) {
                sync();
            }
        });
        return error.interfaceName() + " " + error.code();
    }

    @Override
    public void close() {
        display.close();
    }
}
