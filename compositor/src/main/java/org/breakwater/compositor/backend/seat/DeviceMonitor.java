package org.breakwater.compositor.backend.seat;

import java.util.List;
import org.breakwater.protocol.loop.Signal;

/** The graphics cards of a seat, as they come and go. Loop thread. */
public interface DeviceMonitor extends AutoCloseable {
    /** Those that are there now: the primary one first, then by the number in their names. */
    List<GraphicsCard> cards();

    Signal<GraphicsCard> added();

    /** The node is gone already. */
    Signal<GraphicsCard> removed();

    /** Something was plugged into one of its connectors or pulled out, or a property of one has changed. */
    Signal<GraphicsCard> changed();

    @Override
    void close();
}
