package org.breakwater.compositor.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.client.WlSubcompositorProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;

/** A client's connection with the globals that the demonstration's clients need. One thread at a time. */
final class DemoConnection implements AutoCloseable {
    private record Announced(int name, int version) {
    }

    private final ClientDisplay display;
    private final Map<String, Announced> globals = new HashMap<>();
    private final WlRegistryProxy registry;
    private final WlCompositorProxy compositor;
    private final WlSubcompositorProxy subcompositor;
    private final WlShmProxy shm;
    private final XdgWmBaseProxy shell;

    /** Connects to the socket; throws when the compositor does not answer or lacks a global. */
    static DemoConnection open(Path socket, Deadline deadline) throws IOException {
        ClientDisplay display =
                ClientDisplay.connect(socket.getParent(), socket.getFileName().toString());
        try {
            return new DemoConnection(display, deadline);
        } catch (IOException | RuntimeException failed) {
            display.close();
            throw failed;
        }
    }

    private DemoConnection(ClientDisplay display, Deadline deadline) throws IOException {
        this.display = display;
        this.registry = display.proxy().getRegistry();
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                globals.put(interfaceName, new Announced(name, version));
            }
        });
        roundtrip(deadline);
        compositor = bind(WlCompositorProxy.TYPE, 4);
        subcompositor = bind(WlSubcompositorProxy.TYPE, 1);
        shm = bind(WlShmProxy.TYPE, 1);
        shell = bind(XdgWmBaseProxy.TYPE, 1);
        XdgWmBaseProxy pinged = shell;
        shell.listen(new XdgWmBaseProxy.Events() {
            @Override
            public void ping(int serial) {
                pinged.pong(serial);
            }
        });
    }

    WlCompositorProxy compositor() {
        return compositor;
    }

    WlSubcompositorProxy subcompositor() {
        return subcompositor;
    }

    WlShmProxy shm() {
        return shm;
    }

    XdgWmBaseProxy shell() {
        return shell;
    }

    /** Runs {@code done} when the compositor has handled everything sent so far. */
    void sync(Runnable done) {
        display.sync(done);
    }

    void flush() {
        display.flush();
    }

    /** Waits for the answer to everything sent so far. */
    void roundtrip(Deadline deadline) throws IOException {
        AtomicBoolean reached = new AtomicBoolean();
        display.sync(() -> reached.set(true));
        await(reached::get, "answer", deadline);
    }

    /** Delivers events until the condition holds. */
    void await(BooleanSupplier condition, String awaited, Deadline deadline) throws IOException {
        while (!condition.getAsBoolean()) {
            if (deadline.hasPassed()) {
                throw new NoAnswerException(awaited);
            }
            display.dispatch(deadline.millisLeft());
        }
    }

    /** Delivers what arrives within so many milliseconds. */
    void dispatch(int millis) throws IOException {
        display.dispatch(millis);
    }

    @Override
    public void close() {
        display.close();
    }

    private <P extends Proxy> P bind(ProxyType<P> type, int version) throws IOException {
        Announced global = globals.get(type.spec().name());
        if (global == null) {
            throw new IOException("the compositor has no " + type.spec().name());
        }
        return registry.bind(global.name(), type, Math.min(version, global.version()));
    }
}
