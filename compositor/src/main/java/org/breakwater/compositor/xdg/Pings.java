package org.breakwater.compositor.xdg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;

/** Asks clients whether they are alive. A client has one question open at a time. */
public final class Pings {
    private static final long DEADLINE_NANOS = 10_000_000_000L;

    private final Display display;
    private final Map<Client, Peer> peers = new HashMap<>();
    private final Signal<Client> unresponsive = new Signal<>();
    private final Signal<Client> responsive = new Signal<>();

    private static final class Peer {
        private final List<WmBase> objects = new ArrayList<>(1);
        private final TimerSource timer;
        private boolean waiting;
        private boolean late;
        private int serial;

        Peer(EventLoop loop, Runnable fired) {
            timer = loop.addTimer(fired);
        }
    }

    Pings(Display display) {
        this.display = display;
    }

    /** A client has not answered for ten seconds. */
    public Signal<Client> unresponsive() {
        return unresponsive;
    }

    /** A client that was unresponsive has answered after all. */
    public Signal<Client> responsive() {
        return responsive;
    }

    /**
     * Asks, unless an answer is awaited; false when the client has no {@code xdg_wm_base} to ask.
     */
    public boolean ping(Client client) {
        Peer peer = peers.get(client);
        if (peer == null) {
            return false;
        }
        if (!peer.waiting) {
            peer.waiting = true;
            peer.serial = display.nextSerial();
            peer.objects.get(0).resource().sendPing(peer.serial);
            peer.timer.armAt(display.loop().clock().nanos() + DEADLINE_NANOS);
        }
        return true;
    }

    void add(WmBase object) {
        Client client = object.resource().client();
        peers.computeIfAbsent(client, c -> new Peer(display.loop(),
                () -> expired(c))).objects.add(object);
    }

    void forget(WmBase object) {
        Client client = object.resource().client();
        Peer peer = peers.get(client);
        boolean asked = peer.objects.get(0) == object;
        peer.objects.remove(object);
        if (peer.objects.isEmpty()) {
            peer.timer.close();
            peers.remove(client);
        } else if (asked && peer.waiting) {
            answered(client, peer);
        }
    }

    /** Answers to questions never asked are ignored: the protocol has no error for them. */
    void pong(Client client, int serial) {
        Peer peer = peers.get(client);
        if (peer.waiting && peer.serial == serial) {
            answered(client, peer);
        }
    }

    private void answered(Client client, Peer peer) {
        peer.waiting = false;
        peer.timer.disarm();
        if (peer.late) {
            peer.late = false;
            responsive.emit(client);
        }
    }

    private void expired(Client client) {
        peers.get(client).late = true;
        unresponsive.emit(client);
    }
}
