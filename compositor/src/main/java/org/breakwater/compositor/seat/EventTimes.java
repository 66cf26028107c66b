package org.breakwater.compositor.seat;

import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.WlSeat;

/** When events happened, more exactly than their milliseconds say. */
public final class EventTimes {
    private static final long MILLISECOND = 1_000_000;

    private final EventLoop loop;
    private Listener listener;
    private long exact;

    /** Is told before a client is. */
    @FunctionalInterface
    public interface Listener {
        /**
         * An event with a time is about to be sent to a client's objects.
         *
         * @param nanos of the clock that the event's milliseconds are of; not negative
         */
        void beforeEvent(Client client, WlSeat.Capability device, long nanos);
    }

    EventTimes(EventLoop loop) {
        this.loop = loop;
    }

    public void setListener(Listener next) {
        listener = next;
    }

    /**
     * The exact time of what comes next; it counts for events of the same millisecond. Without it
     * events happen at the beginning of theirs.
     */
    public void setExact(long nanos) {
        exact = Math.max(0, nanos);
    }

    void before(SeatClient client, WlSeat.Capability device, int timeMs) {
        if (listener != null) {
            listener.beforeEvent(client.client(), device, nanos(timeMs));
        }
    }

    /** The wire's milliseconds start again every 50 days; the clock knows which ones they are. */
    private long nanos(int timeMs) {
        if ((int) (exact / MILLISECOND) == timeMs) {
            return exact;
        }
        long now = loop.clock().nanos() / MILLISECOND;
        return Math.max(0, (now - ((int) now - timeMs)) * MILLISECOND);
    }
}
