package org.breakwater.tests.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.WireException;
import org.breakwater.protocol.wire.WireTrace;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlDataDeviceManagerProxy;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;

/**
 * Bytes and descriptors from a compositor, to our client runtime, which prints them as it does for
 * WAYLAND_DEBUG: the nested backend is a client of somebody else's. Objects 2 to 13 are those made here, in order. The stream may be refused; what
 * came with it must be closed.
 */
public final class EventTarget {
    private EventTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        WireTrace trace = new WireTrace(new PrintStream(OutputStream.nullOutputStream(), false,
                StandardCharsets.UTF_8));
        Fd[] pair = Fd.socketPair();
        try (Fd server = pair[0]; ClientDisplay display = new ClientDisplay(pair[1], trace)) {
            bind(display);
            Chunks chunks = new Chunks(input);
            while (chunks.sendNext(server)) {
                display.dispatchPending();
            }
        } catch (IOException | WireException refused) {
            return;
        }
    }

    private static void bind(ClientDisplay display) {
        WlRegistryProxy registry = display.proxy().getRegistry();
        WlCompositorProxy compositor = registry.bind(1, WlCompositorProxy.TYPE, 6);
        XdgWmBaseProxy wmBase = registry.bind(2, XdgWmBaseProxy.TYPE, 6);
        WlSeatProxy seat = registry.bind(3, WlSeatProxy.TYPE, 9);
        registry.bind(4, WlOutputProxy.TYPE, 4);
        WlDataDeviceManagerProxy data = registry.bind(5, WlDataDeviceManagerProxy.TYPE, 3);
        seat.getPointer();
        seat.getKeyboard();
        data.getDataDevice(seat);
        WlSurfaceProxy surface = compositor.createSurface();
        XdgSurfaceProxy xdgSurface = wmBase.getXdgSurface(surface);
        xdgSurface.getToplevel();
    }
}
