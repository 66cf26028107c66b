package org.breakwater.compositor.xdg;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.client.ClientDisplay;
import org.breakwater.protocol.client.Proxy;
import org.breakwater.protocol.client.ProxyType;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.wire.WireArray;
import org.breakwater.wayland.XdgToplevel.State;
import org.breakwater.wayland.XdgToplevel.WmCapabilities;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlCompositorProxy;
import org.breakwater.wayland.client.WlRegistryProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSubcompositorProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpSinglePixelBufferManagerV1Proxy;
import org.breakwater.wayland.client.XdgPopupProxy;
import org.breakwater.wayland.client.XdgPositionerProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgToplevelProxy;
import org.breakwater.wayland.client.XdgWmBaseProxy;
import org.breakwater.wayland.client.ZxdgDecorationManagerV1Proxy;
import org.breakwater.wayland.client.ZxdgToplevelDecorationV1Proxy;

/**
 * A client of the xdg shell that writes down every shell event, in order, and acknowledges nothing
 * by itself.
 */
final class ShellClient implements AutoCloseable {
    private final ShellFixture fixture;
    private final Client server;
    private final ClientDisplay display;
    private final List<String> log = new ArrayList<>();
    private final List<String> globals = new ArrayList<>();
    private final WlRegistryProxy registry;
    private final WlCompositorProxy compositor;
    private final WpSinglePixelBufferManagerV1Proxy buffers;
    private final XdgWmBaseProxy wmBase;
    private int serial;
    private int pingSerial;

    /** A window with its objects; {@code popup} or {@code toplevel} is null. */
    record Shown(WlSurfaceProxy surface, XdgSurfaceProxy xdg, XdgToplevelProxy toplevel,
            XdgPopupProxy popup) {
    }

    ShellClient(ShellFixture fixture, Client server, ClientDisplay display, int version)
            throws Exception {
        this.fixture = fixture;
        this.server = server;
        this.display = display;
        this.registry = display.proxy().getRegistry();
        registry.listen(new WlRegistryProxy.Events() {
            @Override
            public void global(int name, String interfaceName, int offered) {
                globals.add(interfaceName);
            }
        });
        sync();
        compositor = bind(WlCompositorProxy.TYPE, 6);
        buffers = bind(WpSinglePixelBufferManagerV1Proxy.TYPE, 1);
        wmBase = bindShell(version);
    }

    Client server() {
        return server;
    }

    XdgWmBaseProxy wmBase() {
        return wmBase;
    }

    WlSeatProxy seat() {
        return bind(WlSeatProxy.TYPE, 1);
    }

    WlSubcompositorProxy subcompositor() {
        return bind(WlSubcompositorProxy.TYPE, 1);
    }

    XdgWmBaseProxy bindShell(int version) {
        XdgWmBaseProxy bound = bind(XdgWmBaseProxy.TYPE, version);
        bound.listen(new XdgWmBaseProxy.Events() {
            @Override
            public void ping(int pinged) {
                pingSerial = pinged;
                log.add("ping");
            }
        });
        return bound;
    }

    /** Globals are numbered in order, from 1. */
    private <P extends Proxy> P bind(ProxyType<P> type, int version) {
        return registry.bind(globals.indexOf(type.spec().name()) + 1, type, version);
    }

    WlSurfaceProxy surface() {
        return compositor.createSurface();
    }

    WlBufferProxy buffer(int width, int height) {
        return buffers.createU32RgbaBuffer(width, height, 0, 0);
    }

    void show(WlSurfaceProxy surface, int width, int height) {
        surface.attach(buffer(width, height), 0, 0);
        surface.commit();
    }

    void hide(WlSurfaceProxy surface) {
        surface.attach(null, 0, 0);
        surface.commit();
    }

    XdgSurfaceProxy xdgSurface(WlSurfaceProxy surface) {
        XdgSurfaceProxy xdg = wmBase.getXdgSurface(surface);
        xdg.listen(new XdgSurfaceProxy.Events() {
            @Override
            public void configure(int configured) {
                serial = configured;
                log.add("done");
            }
        });
        return xdg;
    }

    /** Not committed yet. */
    Shown toplevel() {
        WlSurfaceProxy surface = surface();
        XdgSurfaceProxy xdg = xdgSurface(surface);
        return new Shown(surface, xdg, toplevel(xdg), null);
    }

    XdgToplevelProxy toplevel(XdgSurfaceProxy xdg) {
        XdgToplevelProxy toplevel = xdg.getToplevel();
        toplevel.listen(new XdgToplevelProxy.Events() {
            @Override
            public void configure(int width, int height, byte[] states) {
                StringBuilder line = new StringBuilder("configure " + width + "x" + height);
                for (int state : WireArray.toInts(states)) {
                    line.append(' ').append(State.fromWire(state).name().toLowerCase());
                }
                log.add(line.toString());
            }

            @Override
            public void close() {
                log.add("close");
            }

            @Override
            public void configureBounds(int width, int height) {
                log.add("bounds " + width + "x" + height);
            }

            @Override
            public void wmCapabilities(byte[] capabilities) {
                StringBuilder line = new StringBuilder("capabilities");
                for (int capability : WireArray.toInts(capabilities)) {
                    line.append(' ')
                            .append(WmCapabilities.fromWire(capability).name().toLowerCase());
                }
                log.add(line.toString());
            }
        });
        return toplevel;
    }

    /** A toplevel that has gone all the way. */
    Shown mappedToplevel(int width, int height) throws Exception {
        Shown shown = toplevel();
        configureAndShow(shown, width, height);
        return shown;
    }

    void configureAndShow(Shown shown, int width, int height) throws Exception {
        shown.surface().commit();
        sync();
        shown.xdg().ackConfigure(serial);
        show(shown.surface(), width, height);
        sync();
        log.clear();
    }

    XdgPositionerProxy positioner(int width, int height, int x, int y) {
        XdgPositionerProxy positioner = wmBase.createPositioner();
        positioner.setSize(width, height);
        positioner.setAnchorRect(x, y, 1, 1);
        positioner.setGravity(8);
        return positioner;
    }

    /** A popup of 40x20 at (5, 6); not committed yet. */
    Shown popup(Shown parent) {
        return popup(parent, positioner(40, 20, 5, 6));
    }

    Shown popup(Shown parent, XdgPositionerProxy positioner) {
        WlSurfaceProxy surface = surface();
        XdgSurfaceProxy xdg = xdgSurface(surface);
        XdgPopupProxy popup = xdg.getPopup(parent == null ? null : parent.xdg(), positioner);
        popup.listen(new XdgPopupProxy.Events() {
            @Override
            public void configure(int x, int y, int width, int height) {
                log.add("popup " + x + "," + y + " " + width + "x" + height);
            }

            @Override
            public void popupDone() {
                log.add("popup_done#" + popup.id());
            }

            @Override
            public void repositioned(int token) {
                log.add("repositioned " + token);
            }
        });
        return new Shown(surface, xdg, null, popup);
    }

    Shown mappedPopup(Shown parent) throws Exception {
        Shown popup = popup(parent);
        configureAndShow(popup, 40, 20);
        return popup;
    }

    ZxdgDecorationManagerV1Proxy decorations(int version) {
        return bind(ZxdgDecorationManagerV1Proxy.TYPE, version);
    }

    ZxdgToplevelDecorationV1Proxy decoration(XdgToplevelProxy toplevel) {
        return decoration(toplevel, 2);
    }

    ZxdgToplevelDecorationV1Proxy decoration(XdgToplevelProxy toplevel, int version) {
        ZxdgToplevelDecorationV1Proxy decoration =
                decorations(version).getToplevelDecoration(toplevel);
        decoration.listen(new ZxdgToplevelDecorationV1Proxy.Events() {
            @Override
            public void configure(int mode) {
                log.add("mode " + mode);
            }
        });
        return decoration;
    }

    /** Of the configure that came last. */
    int serial() {
        return serial;
    }

    int pingSerial() {
        return pingSerial;
    }

    void sync() throws Exception {
        display.flush();
        fixture.turn();
        display.dispatchPending();
    }

    /** Syncs, and tells in one line what has come since the last time. */
    String events() throws Exception {
        sync();
        String line = String.join("; ", log);
        log.clear();
        return line;
    }

    @Override
    public void close() {
        display.close();
    }
}
