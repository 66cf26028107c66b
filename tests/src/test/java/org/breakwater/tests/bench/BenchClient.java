package org.breakwater.tests.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.wire.UnixSocket;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;

/** A client with one window, over a real socket. One thread. */
final class BenchClient implements AutoCloseable {
    private final ClientDisplay display;
    private final Map<String, Integer> names = new HashMap<>();
    private final WlRegistryProxy registry;
    private final WlShmProxy shm;
    private final WlSurfaceProxy surface;
    private boolean configured;

    BenchClient(Path socket, String title) throws IOException {
        display = new ClientDisplay(UnixSocket.connect(socket), null);
        registry = display.proxy().getRegistry();
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                names.put(interfaceName, name);
            }
        });
        display.roundtrip();
        shm = bind(WlShmProxy.TYPE, 1);
        surface = bind(WlCompositorProxy.TYPE, 4).createSurface();
        XdgWmBaseProxy shell = bind(XdgWmBaseProxy.TYPE, 1);
        shell.listen(new XdgWmBaseProxy.Events() {
            @Override
            public void ping(int serial) {
                shell.pong(serial);
            }
        });
        XdgSurfaceProxy shellSurface = shell.getXdgSurface(surface);
        shellSurface.listen(new XdgSurfaceProxy.Events() {
            @Override
            public void configure(int serial) {
                shellSurface.ackConfigure(serial);
                configured = true;
            }
        });
        shellSurface.getToplevel().setTitle(title);
        surface.commit();
        while (!configured) {
            display.dispatch(1_000);
        }
    }

    <P extends Proxy> P bind(ProxyType<P> type, int version) {
        return registry.bind(names.get(type.spec().name()), type, version);
    }

    ClientDisplay display() {
        return display;
    }

    WlShmProxy shm() {
        return shm;
    }

    WlSurfaceProxy surface() {
        return surface;
    }

    /** Attaches, damages everything and commits. */
    void show(WlBufferProxy buffer) {
        surface.attach(buffer, 0, 0);
        surface.damageBuffer(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
        surface.commit();
    }

    void onFrame(Runnable shown) {
        surface.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int timeMillis) {
                shown.run();
            }
        });
    }

    @Override
    public void close() {
        display.close();
    }
}
