package org.breakwater.compositor.seat;

import org.breakwater.protocol.server.Client;

/** Hears how far a pointer's device moves. */
@FunctionalInterface
public interface RelativeMotion {
    /**
     * The device moved while a surface of this client has the pointer.
     *
     * @param timeMicros microseconds of the clock that the events' milliseconds are of
     * @param dx logical pixels, with the acceleration that the seat applies
     * @param rawDx as the device said it
     * @return something was sent that belongs into the next {@code wl_pointer.frame}
     */
    boolean moved(Client client, long timeMicros, double dx, double dy, double rawDx, double rawDy);
}
