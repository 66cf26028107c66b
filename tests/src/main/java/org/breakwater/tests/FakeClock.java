package org.breakwater.tests;

import org.breakwater.protocol.loop.Clock;

/** A clock that stands still until a test moves it. */
public final class FakeClock implements Clock {
    private long now = 5_000_000_000L;

    @Override
    public long nanos() {
        return now;
    }

    public void advance(long nanos) {
        now += nanos;
    }

    public void advanceMillis(long millis) {
        advance(millis * 1_000_000);
    }
}
