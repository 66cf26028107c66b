package org.breakwater.protocol.server;

import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.protocol.wire.Connection;

/**
 * Descriptors do not stay in flight for long, those received that no message claims and those that the client
 * does not take: among them may be, however wrapped, the client's own end of the connection, which then would
 * not end with the client.
 */
final class FdDeadlines {
    /** Nanoseconds of silence in which a descriptor may wait for the rest of its message, or to be read. */
    private static final long LONGEST = 30_000_000_000L;

    private final EventLoop loop;
    private final Connection connection;
    private final TimerSource claim;
    private final TimerSource delivery;
    private int unsent;

    FdDeadlines(EventLoop loop, Connection connection, Runnable unclaimed, Runnable undelivered) {
        this.loop = loop;
        this.connection = connection;
        this.claim = loop.addTimer(unclaimed);
        this.delivery = loop.addTimer(undelivered);
    }

    /** Something was read. */
    void received() {
        if (connection.unclaimedFds() == 0) {
            claim.disarm();
        } else {
            claim.armAt(loop.clock().nanos() + LONGEST);
        }
    }

    /** Something was sent, or is waiting for that. */
    void sent() {
        int now = connection.unsentFds();
        if (now < unsent) {
            delivery.disarm();
        }
        unsent = now;
        if (now > 0 && !delivery.isArmed()) {
            delivery.armAt(loop.clock().nanos() + LONGEST);
        }
    }

    void close() {
        claim.close();
        delivery.close();
    }
}
