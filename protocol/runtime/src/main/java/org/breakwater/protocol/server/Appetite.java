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
    /** What a frame of one client takes, in nanoseconds, and how long its requests are at most, roughly. */
    static final long FRAME = 2_000_000;
    private static final int FRAME_BYTES = 512;

    private int bytes = FIRST_BYTES;

    /** Of the client's next turn. */
    int bytes() {
        return bytes;
    }

    /**
     * So many bytes were read in a turn and took so many nanoseconds.
     *
     * @param slice what the turn of a client that has sent more than was read should take at most; one
     *         that has not may take a frame's worth, and is not read in pieces for having been slow once
     */
    void took(int received, long nanos, long slice, boolean mayHaveMore) {
        double fitting = (double) received * (mayHaveMore ? slice : FRAME) / Math.max(1, nanos);
        int least = mayHaveMore ? LEAST_BYTES : Math.max(LEAST_BYTES, Math.min(received, FRAME_BYTES));
        bytes = (int) Math.max(least, Math.min(fitting, Math.min(MOST_BYTES, bytes * 2)));
    }
}
