package org.breakwater.compositor.backend.seat;

import java.io.IOException;
import org.breakwater.protocol.loop.Signal;

/**
 * The right to use a seat's devices. It is held while {@link #isActive()}: another session on the same seat
 * takes it away for as long as its virtual terminal is shown. Loop thread.
 */
public interface DeviceSeat extends AutoCloseable {
    /** As udev tags devices, "seat0" mostly. */
    String name();

    boolean isActive();

    /**
     * True: devices may be used again; cards are still open, input devices must be opened anew. False: stop now;
     * what a subscriber has not let go of when it returns is taken away (cards lose their master, input devices
     * are revoked) and gives errors.
     */
    Signal<Boolean> activeChanged();

    /** The seat is gone for good, as when the daemon behind it has died; emitted once, with why. */
    Signal<String> lost();

    /**
     * Opens a device node for reading and writing, not blocking, closed on exec.
     *
     * @throws IOException when the seat is not active or refuses, with a message for the user
     */
    OpenDevice open(String path) throws IOException;

    /** Asks to show another virtual terminal, numbered from 1; what comes of it shows in {@link #activeChanged}. */
    void switchTo(int vt);

    /** Gives back every device that is still open, and then the seat. */
    @Override
    void close();
}
