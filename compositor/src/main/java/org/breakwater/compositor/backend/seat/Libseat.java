package org.breakwater.compositor.backend.seat;

import java.io.IOException;

/**
 * The calls of libseat, for one seat. Nothing but {@link #dispatch} calls the listener. Loop thread.
 */
interface Libseat {
    /** What libseat tells; nothing may be thrown, and nothing of libseat called, from within. */
    interface Listener {
        void enabled();

        void disabled();
    }

    String name();

    /** Readable when {@link #dispatch} has something to do; libseat's own. */
    int fd();

    /** Waits for so long, 0 not at all, and handles what there is; throws when the connection is lost. */
    void dispatch(int timeoutMs) throws IOException;

    /** Says that nothing of the seat is used any more, as {@link Listener#disabled} asked for. */
    void acknowledge() throws IOException;

    Opened openDevice(String path) throws IOException;

    /** Gives the device back and closes its descriptor. */
    void closeDevice(Opened device) throws IOException;

    void switchSession(int session) throws IOException;

    void close();

    /** @param id libseat's number for it */
    record Opened(int id, int fd) {
    }
}
