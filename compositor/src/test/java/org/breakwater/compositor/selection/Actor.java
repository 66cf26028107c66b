package org.breakwater.compositor.selection;

import org.breakwater.compositor.seat.Keyboard;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.client.WlDataSourceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/** A client with a window and a data device, which can {@link #fail}. */
final class Actor {
    private final SeatSession s;
    final DataClient data;
    final WlSurfaceProxy proxy;
    final Surface surface;
    WlDataSourceProxy source;
    private final StringBuilder told = new StringBuilder();
    private Failure failure;
    private boolean reads = true;
    private boolean here = true;

    Actor(SeatSession s) throws Exception {
        this.s = s;
        data = new DataClient(s, 3);
        data.seat.getKeyboard();
        proxy = data.client.createSurface();
        surface = s.made(data.client);
        s.fill(data.client, proxy);
        surface.map();
        listen();
        told.setLength(0);
    }

    /** Whether it can do something now. */
    boolean acts() {
        return here && reads;
    }

    boolean isHere() {
        return here;
    }

    boolean has(Failure what) {
        return failure == what;
    }

    /** Sends what it has said, and reads, if it does. */
    void listen() throws Exception {
        if (acts()) {
            String more = data.told();
            told.append(told.length() == 0 || more.isEmpty() ? "" : " ").append(more);
        } else {
            s.session.turn();
        }
    }

    /** Everything since it began. */
    String told() {
        return told.toString();
    }

    /** How often it was told this. */
    int count(String event) {
        return told.toString().split(event, -1).length - 1;
    }

    void fail(Failure what) throws Exception {
        failure = what;
        switch (what) {
            case STALLS, STALLS_AND_DIES -> stall();
            case VANISHES -> die();
            case DESTROYS_DATA -> {
                if (source != null) {
                    source.destroy();
                } else if (data.offer != null) {
                    data.offer.destroy();
                    data.offer = null;
                }
                listen();
            }
            case RELEASES_DEVICE -> {
                data.device.release();
                listen();
            }
            case DESTROYS_SURFACE -> {
                proxy.destroy();
                listen();
            }
        }
    }

    /** Until its socket is full. */
    private void stall() {
        Keyboard keyboard = s.seat.keyboard();
        keyboard.focus(surface);
        for (int i = 0; !data.client.server().isCongested(); i++) {
            keyboard.setModifiers(keyboard.device(), i & 1, 0, 0, 0);
            s.session.turn();
        }
        reads = false;
    }

    /** It reads again. */
    void wake() throws Exception {
        reads = true;
        while (data.client.server().isCongested()) {
            listen();
        }
        listen();
    }

    void die() {
        here = false;
        data.client.close();
        s.session.turn();
        s.session.turn();
    }
}
