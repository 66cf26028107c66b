package org.breakwater.compositor.glue;

/**
 * When the drawing of a frame begins: so long before the refresh that is to show it as it takes, and not earlier, so
 * that what clients draw until then is shown as well.
 *
 * <p>How long it takes is the longest time of the last {@value #REMEMBERED} frames and a margin. A frame that came a
 * refresh too late makes the margin larger by an eighth of a refresh; {@value #GOOD} frames in time make it smaller
 * again: a graphics processor goes on after the processor has done its part, and only the refresh tells.
 */
public final class FrameStart {
    static final int REMEMBERED = 32;
    static final int GOOD = 256;
    static final long LEAST_MARGIN = 1_000_000;
    private static final int STEPS = 8;
    private static final int VSYNC = 0x1;

    private final long fixed;
    private final long[] took = new long[REMEMBERED];
    private int frames;
    private boolean vsync;
    private long margin = LEAST_MARGIN;
    private long target;
    private int inTime;

    /** {@code fixed}: nanoseconds before the refresh; 0: as measured. */
    public FrameStart(long fixed) {
        this.fixed = fixed;
    }

    /**
     * When to begin a frame that is wanted now, given the last refresh: {@code now} where refreshes are not the
     * screen's own, so that nothing is known of the next.
     */
    public long begin(long now, long lastRefresh, long period) {
        if (!vsync || period <= 0) {
            return now;
        }
        long next = lastRefresh + (Math.max(0, now - lastRefresh) / period + 1) * period;
        return Math.max(now, next - budget(period));
    }

    /** A frame was drawn and handed over: what took from {@code start} to {@code end} shall be seen at the next refresh. */
    public void drew(long start, long end, long lastRefresh, long period) {
        took[frames++ % REMEMBERED] = end - start;
        target = period <= 0
                ? end
                : lastRefresh + (Math.max(0, start - lastRefresh) / period + 1) * period;
    }

    /** A refresh has shown the frame that was drawn last; {@code flags} of wp_presentation. */
    public void shown(long at, long period, int flags) {
        vsync = (flags & VSYNC) != 0;
        if (!vsync || target == 0) {
            return;
        }
        if (at - target > period / 2) {
            margin = Math.min(period, margin + period / STEPS);
            inTime = 0;
        } else if (++inTime == GOOD) {
            margin = Math.max(LEAST_MARGIN, margin - period / STEPS);
            inTime = 0;
        }
        target = 0;
    }

    private long budget(long period) {
        if (fixed > 0) {
            return fixed;
        }
        if (frames == 0) {
            return period;
        }
        long longest = 0;
        for (int i = 0; i < Math.min(frames, REMEMBERED); i++) {
            longest = Math.max(longest, took[i]);
        }
        return longest + margin;
    }
}
