package org.breakwater.protocol.loop;

/** Time since an arbitrary point, in nanoseconds; the session's is {@code CLOCK_MONOTONIC}. */
@FunctionalInterface
public interface Clock {
    long nanos();

    /** On Linux, {@link System#nanoTime()} reads {@code CLOCK_MONOTONIC}. */
    static Clock monotonic() {
        return System::nanoTime;
    }
}
