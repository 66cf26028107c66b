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

/**
 * Asks clients whether they are alive: when the user turns to them, and when they leave a configure
 * unacknowledged. A client has one question open at a time; while none is asked no timer runs.
 */
public final class Pings {
    static final long DEADLINE_NANOS = 10_000_000_000L;
    /** Who has answered this lately need not say so again at every key press. */
    static final long FRESH_NANOS = 1_000_000_000L;
    /** How long a configure may wait for its acknowledgement before the client is asked. */
    static final long ACK_NANOS = 1_000_000_000L;

    private final Display display;
    private final Map<Client, Peer> peers = new HashMap<>();
    private final Signal<Client> unresponsive = new Signal<>();
    private final Signal<Client> responsive = new Signal<>();

    private static final class Peer {
        private final List<WmBase> objects = new ArrayList<>(1);
        private final TimerSource timer;
        private final TimerSource patience;
        private int unacked;
        private boolean waiting;
        private boolean late;
        private boolean everAnswered;
        private long answeredAt;
        private int serial;

        Peer(EventLoop loop, Runnable expired, Runnable unacknowledged) {
            timer = loop.addTimer(expired);
            patience = loop.addTimer(unacknowledged);
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
            peer.timer.armAt(now() + DEADLINE_NANOS);
        }
        return true;
    }

    /** The user turned to a client: it is asked, unless it has just answered. */
    public void userActed(Client client) {
        Peer peer = peers.get(client);
        if (peer != null && !(peer.everAnswered && now() - peer.answeredAt < FRESH_NANOS)) {
            ping(client);
        }
    }

    /** A question was not answered in time, and is not answered yet. */
    public boolean isUnresponsive(Client client) {
        Peer peer = peers.get(client);
        return peer != null && peer.late;
    }

    /** A surface was sent a configure, and has no other to acknowledge. */
    void awaitAck(Client client) {
        Peer peer = peers.get(client);
        if (peer != null && peer.unacked++ == 0) {
            peer.patience.armAt(now() + ACK_NANOS);
        }
    }

    /** A surface has no configure to acknowledge any more. */
    void acknowledged(Client client) {
        Peer peer = peers.get(client);
        if (peer != null && --peer.unacked == 0) {
            peer.patience.disarm();
        }
    }

    void add(WmBase object) {
        Client client = object.resource().client();
        peers.computeIfAbsent(client, c -> new Peer(display.loop(),
                () -> expired(c), () -> ping(c))).objects.add(object);
    }

    void forget(WmBase object) {
        Client client = object.resource().client();
        Peer peer = peers.get(client);
        boolean asked = peer.objects.get(0) == object;
        peer.objects.remove(object);
        if (peer.objects.isEmpty()) {
            peer.timer.close();
            peer.patience.close();
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
        peer.everAnswered = true;
        peer.answeredAt = now();
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

    private long now() {
        return display.loop().clock().nanos();
    }
}
