package org.breakwater.compositor.demo;

/** The longest time between two frames. Times are nanoseconds of one clock; any thread. */
final class FrameGap {
    private long last;
    private long worst;

    /** Starts over, as if a frame came now. */
    synchronized void reset(long now) {
        last = now;
        worst = 0;
    }

    synchronized void frame(long now) {
        worst = Math.max(worst, now - last);
        last = now;
    }

    /** The longest gap, the one that lasts until now included. */
    synchronized long worst(long now) {
        return Math.max(worst, now - last);
    }
}
