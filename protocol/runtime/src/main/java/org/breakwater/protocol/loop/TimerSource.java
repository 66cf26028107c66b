package org.breakwater.protocol.loop;

/** A timer of the loop; armed for one instant at a time, on the loop's {@link Clock}. */
public final class TimerSource implements AutoCloseable, Comparable<TimerSource> {
    private final EventLoop loop;
    private final Runnable fired;
    private long deadline;
    private boolean armed;

    TimerSource(EventLoop loop, Runnable fired) {
        this.loop = loop;
        this.fired = fired;
    }

    /** Fires once at or after {@code nanos} of the loop's clock; replaces an earlier deadline. */
    public void armAt(long nanos) {
        disarm();
        deadline = nanos;
        armed = true;
        loop.timers.add(this);
    }

    public void disarm() {
        if (armed) {
            armed = false;
            loop.timers.remove(this);
        }
    }

    public boolean isArmed() {
        return armed;
    }

    long deadline() {
        return deadline;
    }

    void fire() {
        armed = false;
        fired.run();
    }

    @Override
    public void close() {
        disarm();
    }

    @Override
    public int compareTo(TimerSource other) {
        return Long.compare(deadline - other.deadline, 0);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
