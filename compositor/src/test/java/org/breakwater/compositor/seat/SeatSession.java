package org.breakwater.compositor.seat;

import java.util.EnumSet;
import java.util.Set;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.output.TestSession;
import org.breakwater.compositor.seat.xkb.Keymap;
import org.breakwater.compositor.singlepixel.SinglePixelBuffers;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpSinglePixelBufferManagerV1Proxy;

/** A session with a seat, whose clients' events read without serials and needless zeros. */
public final class SeatSession implements AutoCloseable {
    public final TestSession session = new TestSession();
    public final Seat seat;

    public SeatSession() throws Exception {
        this(EnumSet.allOf(WlSeat.Capability.class));
    }

    SeatSession(Set<WlSeat.Capability> present) throws Exception {
        new SinglePixelBuffers(session.display());
        seat = new Seat(session.display(), "seat0", usKeymap(), KeyRepeat.DEFAULT, present);
    }

    static Keymap usKeymap() throws Exception {
        return Keymap.compile("evdev", "pc105", "us", "", "");
    }

    public Display display() {
        return session.display();
    }

    public TestClient connect() throws Exception {
        return session.connect();
    }

    public WlSeatProxy bindSeat(TestClient client, int version) {
        return client.bind(WlSeatProxy.TYPE, version);
    }

    /** The server's side of a surface that was just made. */
    public Surface made(TestClient client) throws Exception {
        client.sync();
        return session.lastSurface();
    }

    /** A surface that is shown. */
    public Surface shown(TestClient client) throws Exception {
        WlSurfaceProxy proxy = client.createSurface();
        Surface surface = made(client);
        fill(client, proxy);
        surface.map();
        return surface;
    }

    public void fill(TestClient client, WlSurfaceProxy proxy) throws Exception {
        client.attachAndCommit(proxy, client.bind(WpSinglePixelBufferManagerV1Proxy.TYPE, 1)
                .createU32RgbaBuffer(0, 0, 0, -1));
        client.sync();
    }

    public int lastSerial() {
        return display().lastSerial();
    }

    /** What the client was told since the last time; a serial reads as {@code _}. */
    public static String told(TestClient client) throws Exception {
        return client.events()
                .replaceAll("\\b(enter|leave|button|key|modifiers|down|up)\\(\\d+", "$1(_")
                .replaceAll("\\.(\\d*?)0+(?=[,)])", ".$1")
                .replaceAll("\\.(?=[,)])", "");
    }

    @Override
    public void close() {
        seat.close();
        session.close();
    }
}
