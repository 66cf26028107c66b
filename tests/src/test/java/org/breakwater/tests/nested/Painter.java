package org.breakwater.tests.nested;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.shm.Memfd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlShmProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;

/** A client with a window of one colour. */
final class Painter implements AutoCloseable {
    static final int SIDE = 100;
    private static final int PATIENCE_MILLIS = 60_000;

    private final ClientDisplay display;
    private final Map<String, Integer> names = new HashMap<>();
    private final WlRegistryProxy registry;
    private final WlSurfaceProxy surface;
    private final Memfd file;
    private final WlBufferProxy buffer;

    Painter(ClientDisplay display) throws IOException {
        this.display = display;
        registry = display.proxy().getRegistry();
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int version) {
                names.put(interfaceName, name);
            }
        });
        roundtrip();
        surface = bind(WlCompositorProxy.TYPE, 4).createSurface();
        XdgSurfaceProxy xdgSurface = bind(XdgWmBaseProxy.TYPE, 1).getXdgSurface(surface);
        xdgSurface.listen(new XdgSurfaceProxy.Events() {
            @Override
            public void configure(int serial) {
                xdgSurface.ackConfigure(serial);
            }
        });
        xdgSurface.getToplevel();
        surface.commit();
        roundtrip();
        file = Memfd.writable("painter", 4 * SIDE * SIDE);
        buffer = bind(WlShmProxy.TYPE, 1).createPool(file.fd(), 4 * SIDE * SIDE)
                .createBuffer(0, SIDE, SIDE, 4 * SIDE, WlShm.Format.XRGB8888.value());
    }

    /** Fills the window, and asks when to do so again. */
    void paint(int colour) {
        for (int i = 0; i < SIDE * SIDE; i++) {
            file.buffer().putInt(4 * i, colour);
        }
        surface.attach(buffer, 0, 0);
        surface.damageBuffer(0, 0, SIDE, SIDE);
        surface.frame();
        surface.commit();
    }

    /** Fails when there is no answer within a minute. */
    void roundtrip() throws IOException {
        boolean[] done = new boolean[1];
        display.sync(() -> done[0] = true);
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (!done[0]) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no answer");
            }
            display.dispatch(PATIENCE_MILLIS);
        }
    }

    @Override
    public void close() {
        file.close();
        display.close();
    }

    private <P extends Proxy> P bind(ProxyType<P> type, int version) {
        return registry.bind(names.get(type.spec().name()), type, version);
    }
}
