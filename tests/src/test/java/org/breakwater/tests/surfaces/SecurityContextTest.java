package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.securitycontext.SecurityContexts;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.UnixSocket;
import org.breakwater.shm.Memfd;
import org.breakwater.tests.FakeClock;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.tests.boundary.Control;
import org.breakwater.wayland.client.WlDataDeviceManagerProxy;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WpSecurityContextManagerV1Proxy;
import org.breakwater.wayland.client.WpSecurityContextV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code wp_security_context_v1}: who comes through such a socket is marked, and sees less. */
@ExtendWith(FdLeakExtension.class)
class SecurityContextTest {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private final List<Fd> open = new ArrayList<>();
    private Path directory;
    private Path path;
    private Fd listening;
    private Fd life;
    private Fd watched;
    private TestClient engine;
    private WpSecurityContextManagerV1Proxy manager;

    @BeforeEach
    void listen() throws IOException {
        directory = Files.createTempDirectory("sandbox");
        path = directory.resolve("wayland");
        listening = keep(UnixSocket.listen(path));
        Fd[] pipe = Fd.pipe();
        watched = keep(pipe[0]);
        life = keep(pipe[1]);
        engine = fixture.connect();
        manager = engine.bind(WpSecurityContextManagerV1Proxy.TYPE);
    }

    @AfterEach
    void closeEverything() throws IOException {
        open.forEach(Fd::close);
        fixture.turn();
        Files.deleteIfExists(path);
        Files.delete(directory);
    }

    @Test
    void whoComesThroughTheSocketIsMarkedAndDoesNotSeeWhatIsPrivileged() throws Exception {
        commit();
        TestClient sandboxed = fixture.connectTo(path);
        assertTrue(engine.globals().containsKey("zwlr_data_control_manager_v1"));
        for (String hidden : List.of("wp_security_context_manager_v1", "zwlr_data_control_manager_v1",
                "ext_data_control_manager_v1", "zwp_virtual_keyboard_manager_v1",
                "zwlr_virtual_pointer_manager_v1")) {
            assertFalse(sandboxed.globals().containsKey(hidden), hidden);
        }
        for (String visible : List.of("wl_compositor", "wl_seat", "xdg_wm_base", "xdg_activation_v1")) {
            assertEquals(engine.globals().get(visible), sandboxed.globals().get(visible), visible);
        }
        new TestWindow(sandboxed).map(30, 20, -1);
        String sandbox = "{\"engine\":\"org.flatpak\",\"app-id\":\"org.example.App\",\"instance-id\":\"7\"}";
        try (Control control = new Control(fixture)) {
            JsonObject window = control.ask("windows").getAsJsonArray().get(0).getAsJsonObject();
            assertEquals(sandbox, window.get("sandbox").toString());
            List<String> marked = new ArrayList<>();
            control.ask("clients").getAsJsonArray().forEach(each -> {
                if (each.getAsJsonObject().has("sandbox")) {
                    marked.add(each.getAsJsonObject().get("sandbox").toString());
                }
            });
            assertEquals(List.of(sandbox), marked);
        }
    }

    @Test
    void whatIsHiddenCannotBeBoundEither() throws Exception {
        commit();
        int name = fixture.server().display().advertised().stream()
                .filter(global -> global.type().spec().name().equals("wp_security_context_manager_v1"))
                .findFirst().orElseThrow().name();
        TestClient sandboxed = fixture.connectTo(path);
        sandboxed.registry().bind(name, WpSecurityContextManagerV1Proxy.TYPE, 1);
        sandboxed.expectError("wl_registry", 0);
    }

    /** Others could do so by data control. */
    @Test
    void whoIsSandboxedFillsNoSelectionInTheBackground() throws Exception {
        commit();
        assertEquals("cancelled", copied(fixture.connectTo(path)));
        assertEquals("", copied(engine));
    }

    /** What a client without a window is told that sets the clipboard because of no event. */
    private static String copied(TestClient client) throws IOException {
        StringBuilder told = new StringBuilder();
        WlDataDeviceManagerProxy data = client.bind(WlDataDeviceManagerProxy.TYPE);
        WlDataSourceProxy source = data.createDataSource();
        source.listen(new WlDataSourceProxy.Events() {
            @Override
            public void cancelled() {
                told.append("cancelled");
            }
        });
        source.offer("text/plain");
        data.getDataDevice(client.bind(WlSeatProxy.TYPE)).setSelection(source, 0);
        client.roundtrip();
        return told.toString();
    }

    @Test
    void theSocketOutlivesItsCreatorAndEndsWithTheOtherDescriptor() throws Exception {
        commit();
        engine.close();
        fixture.turn();
        TestClient first = fixture.connectTo(path);
        TestClient second = fixture.connectTo(path);
        life.close();
        awaitNothingHeld(first, second);
        listening.close();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (isListening() && System.nanoTime() < deadline) {
            Thread.yield();     // the compositor's descriptor is closed on another thread
        }
        assertFalse(isListening());
    }

    @Test
    void anotherWhoAcceptsFirstHoldsNobodyUp() throws Exception {
        commit();
        engine.roundtrip();
        for (int i = 0; i < 20; i++) {
            Fd connected = UnixSocket.connect(path);
            Fd stolen = UnixSocket.accept(listening);
            if (stolen != null) {
                stolen.close();
            }
            engine.roundtrip();
            connected.close();
        }
        TestClient sandboxed = fixture.connectTo(path);
        life.close();
        awaitNothingHeld(engine, sandboxed);
    }

    @Test
    void aContextThatIsNotCommittedAcceptsNobody() throws Exception {
        WpSecurityContextV1Proxy context = manager.createListener(listening, watched);
        engine.roundtrip();
        assertEquals(2, engine.server().account().held(Held.FDS));
        context.destroy();
        awaitNothingHeld(engine);
    }

    @Test
    void aSocketThatDoesNotListenIsRefused() throws IOException {
        Fd[] pair = Fd.socketPair();
        keep(pair[0]);
        manager.createListener(keep(pair[1]), watched);
        engine.expectError("wp_security_context_manager_v1", 1);
    }

    @Test
    void whatIsNoSocketIsRefused() throws IOException {
        try (Memfd file = Memfd.writable("no-socket", 4096)) {
            manager.createListener(file.fd(), watched);
            engine.expectError("wp_security_context_manager_v1", 1);
        }
    }

    @Test
    void aFileThatNobodyHangsUpIsRefused() throws IOException {
        try (Memfd file = Memfd.writable("no-pipe", 4096)) {
            manager.createListener(listening, file.fd());
            engine.expectError("wp_security_context_manager_v1", 1);
        }
    }

    /** Only where the filter does not hide the global from such clients. */
    @Test
    void aSandboxedClientMakesNone() throws Exception {
        try (EventLoop loop = new EventLoop(new FakeClock());
                Display display = new Display(loop, null)) {
            loop.turnEnd().add(turn -> display.flushClients());
            SecurityContexts contexts = new SecurityContexts(display);
            Fd[] pair = Fd.socketPair();
            display.addClient(pair[0]);
            try (ClientDisplay creator = new ClientDisplay(pair[1], null)) {
                create(bind(creator, loop));
                creator.flush();
                for (int i = 0; i < 3; i++) {
                    loop.dispatch(0);
                }
                try (ClientDisplay inner = new ClientDisplay(UnixSocket.connect(path), null)) {
                    long deadline = System.nanoTime() + PATIENCE_NANOS;
                    while (display.clientCount() < 2 && System.nanoTime() < deadline) {
                        loop.dispatch(0);
                        Thread.yield();
                    }
                    bind(inner, loop).createListener(listening, watched);
                    IOException ended = assertThrows(IOException.class, () -> {
                        for (int i = 0; i < 1_000; i++) {
                            inner.flush();
                            loop.dispatch(0);
                            inner.dispatchPending();
                        }
                    });
                    assertEquals("wp_security_context_manager_v1 2",
                            inner.error().interfaceName() + " " + inner.error().code(), ended.getMessage());
                }
            }
            contexts.close();
            loop.dispatch(0);
        }
    }

    @Test
    void nothingIsSetTwice() {
        WpSecurityContextV1Proxy context = manager.createListener(listening, watched);
        context.setAppId("a");
        context.setAppId("a");
        engine.expectError("wp_security_context_v1", 2);
    }

    @Test
    void noEngineIsSetTwice() {
        WpSecurityContextV1Proxy context = manager.createListener(listening, watched);
        context.setSandboxEngine("a");
        context.setSandboxEngine("b");
        engine.expectError("wp_security_context_v1", 2);
    }

    @Test
    void anEngineIsNamed() {
        WpSecurityContextV1Proxy context = manager.createListener(listening, watched);
        context.setAppId("a");
        context.commit();
        engine.expectError("wp_security_context_v1", 3);
    }

    @Test
    void nothingIsSetAfterTheCommit() throws IOException {
        commit().setInstanceId("8");
        engine.expectError("wp_security_context_v1", 1);
    }

    @Test
    void thereIsOneCommit() throws IOException {
        commit().commit();
        engine.expectError("wp_security_context_v1", 1);
    }

    private WpSecurityContextV1Proxy commit() throws IOException {
        WpSecurityContextV1Proxy context = create(manager);
        engine.roundtrip();
        return context;
    }

    private WpSecurityContextV1Proxy create(WpSecurityContextManagerV1Proxy by) {
        WpSecurityContextV1Proxy context = by.createListener(listening, watched);
        context.setSandboxEngine("org.flatpak");
        context.setAppId("org.example.App");
        context.setInstanceId("7");
        context.commit();
        return context;
    }

    private static WpSecurityContextManagerV1Proxy bind(ClientDisplay display, EventLoop loop)
            throws IOException {
        WlRegistryProxy registry = display.proxy().getRegistry();
        int[] name = new int[1];
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int number, String interfaceName, int version) {
                name[0] = interfaceName.equals("wp_security_context_manager_v1") ? number : name[0];
            }
        });
        for (int i = 0; i < 10 && name[0] == 0; i++) {
            display.flush();
            loop.dispatch(0);
            display.dispatchPending();
        }
        return registry.bind(name[0], WpSecurityContextManagerV1Proxy.TYPE, 1);
    }

    private boolean isListening() {
        try {
            UnixSocket.connect(path).close();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** With traffic of the clients: what was closed for them is found out then. */
    private void awaitNothingHeld(TestClient... clients) throws IOException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (fixture.server().ledger().held(Held.FDS) != 0 && System.nanoTime() < deadline) {
            for (TestClient client : clients) {
                client.roundtrip();
            }
            Thread.yield();
        }
        assertEquals(0, fixture.server().ledger().held(Held.FDS));
    }

    private Fd keep(Fd fd) {
        open.add(fd);
        return fd;
    }
}
