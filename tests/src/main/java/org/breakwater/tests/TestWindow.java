package org.breakwater.tests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakwater.protocol.wire.WireArray;
import org.breakwater.wayland.XdgToplevel;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.breakwater.wayland.client.XdgToplevelProxy;

/** A toplevel that does nothing by itself: a test commits, acknowledges and draws. */
public final class TestWindow {
    private final TestClient client;
    private final WlSurfaceProxy surface;
    private final XdgSurfaceProxy xdgSurface;
    private final XdgToplevelProxy toplevel;
    private final List<String> configures = new ArrayList<>();
    private final List<Integer> serials = new ArrayList<>();
    private String bounds = "";
    private String size = "";
    private int configuredWidth;
    private int configuredHeight;
    private boolean closeAsked;

    public TestWindow(TestClient client) {
        this.client = client;
        this.surface = client.surface();
        this.xdgSurface = client.wmBase().getXdgSurface(surface);
        this.toplevel = xdgSurface.getToplevel();
        toplevel.listen(new XdgToplevelProxy.Events() {
            @Override
            public void configure(int width, int height, byte[] states) {
                configuredWidth = width;
                configuredHeight = height;
                size = width + "x" + height + " " + names(states);
            }

            @Override
            public void configureBounds(int width, int height) {
                bounds = ", bounds " + width + "x" + height;
            }

            @Override
            public void close() {
                closeAsked = true;
            }
        });
        xdgSurface.listen(new XdgSurfaceProxy.Events() {
            @Override
            public void configure(int serial) {
                serials.add(serial);
                configures.add(size + bounds);
                bounds = "";
            }
        });
    }

    public WlSurfaceProxy surface() {
        return surface;
    }

    public XdgSurfaceProxy xdgSurface() {
        return xdgSurface;
    }

    public XdgToplevelProxy toplevel() {
        return toplevel;
    }

    /**
     * The commit that asks for the first configure, and a drawn answer to it, in the size asked for
     * or this.
     */
    public TestWindow map(int width, int height, int argb) throws IOException {
        surface.commit();
        client.roundtrip();
        attach(configuredWidth == 0 ? width : configuredWidth,
                configuredHeight == 0 ? height : configuredHeight, argb);
        ackLastAndCommit();
        client.roundtrip();
        return this;
    }

    /** A new buffer of one colour, to be committed. */
    public void attach(int width, int height, int argb) {
        surface.attach(client.buffer(width, height, argb).proxy(), 0, 0);
        surface.damageBuffer(0, 0, width, height);
    }

    public void ackLastAndCommit() {
        xdgSurface.ackConfigure(lastSerial());
        surface.commit();
    }

    public int lastSerial() {
        return serials.get(serials.size() - 1);
    }

    /** Of every configure so far. */
    public List<Integer> serials() {
        return serials;
    }

    /** The configures since the last call, as "300x200 [activated], bounds 1280x720". */
    public List<String> recentConfigures() throws IOException {
        client.roundtrip();
        List<String> recent = List.copyOf(configures);
        configures.clear();
        return recent;
    }

    public boolean isCloseAsked() {
        return closeAsked;
    }

    public void destroy() {
        toplevel.destroy();
        xdgSurface.destroy();
        surface.destroy();
    }

    private static List<String> names(byte[] states) {
        List<String> names = new ArrayList<>();
        for (int state : WireArray.toInts(states)) {
            XdgToplevel.State known = XdgToplevel.State.fromWire(state);
            names.add(known == null ? "?" + state : known.name().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
