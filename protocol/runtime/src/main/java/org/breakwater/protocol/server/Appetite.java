package org.breakwater.protocol.server;

/**
 * How much is read from a client in one turn of the loop. All clients get a turn before one of them
 * gets its next, so what a hundred busy ones cost the others is a hundred times what each may take:
 * after requests that took long, less is read the next time, and the rest waits in the socket, where
 * it makes the client wait. Cheap requests are soon read in large pieces again.
 */
final class Appetite {
    static final int MOST_BYTES = 1 << 14;
    static final int LEAST_BYTES = 1 << 6;
    private static final int FIRST_BYTES = 1 << 12;
    /** What a client should take of a turn, in nanoseconds, when there is time. */
    static final long SLICE = 100_000;

    private int bytes = FIRST_BYTES;

    /** Of the client's next turn. */
    int bytes() {
        return bytes;
    }

    /** What the client's requests of this turn have taken, and should have taken, in nanoseconds. */
    void took(long nanos, long slice) {
        if (nanos > slice) {
            bytes = Math.max(LEAST_BYTES, (int) (bytes * slice / nanos));
        } else if (nanos < slice / 4) {
            bytes = Math.min(MOST_BYTES, bytes * 2);
        }
    }
}
