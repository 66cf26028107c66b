package org.breakwater.compositor.demo;

import java.time.Duration;

/** The instant at which somebody stops waiting, on {@link System#nanoTime}. Any thread. */
record Deadline(long nanos) {
    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    boolean hasPassed() {
        return nanos - System.nanoTime() <= 0;
    }

    /** What is left, at least 0; rounded up so that a wait never ends before the deadline. */
    int millisLeft() {
        long left = nanos - System.nanoTime();
        return left <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
    }
}
