package org.breakwater.protocol.server;

/** Order among the wrapping 32-bit serials of events. */
public final class Serial {
    private Serial() {
    }

    /** Whether {@code a} was issued after {@code b}; true for at most half of the number circle. */
    public static boolean isAfter(int a, int b) {
        return a - b > 0;
    }
}
