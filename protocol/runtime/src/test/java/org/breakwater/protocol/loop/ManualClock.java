package org.breakwater.protocol.loop;

/** A clock that stands still until a test moves it. */
public final class ManualClock implements Clock {
    private long now;

    public ManualClock(long start) {
        now = start;
    }

    @Override
    public long nanos() {
        return now;
    }

    public void advance(long nanos) {
        now += nanos;
    }
}
