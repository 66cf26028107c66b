package org.breakwater.compositor.stats;

/**
 * What became of the frames of one output since the start. Its owner says when a frame is wanted, when it was
 * drawn (or found not to need drawing), and when the output refreshed; times are nanoseconds of one clock.
 */
public final class FrameStats {
    /** How many of the last frames are remembered one by one. */
    public static final int RECENT = 128;
    /** Refreshes of real screens come a little early or late. */
    private static final int JITTER = 8;

    private final Histogram times = new Histogram();
    private final long[] recent = new long[RECENT];
    private final long[] shownAt = new long[RECENT];
    private long drawn;
    private long skipped;
    private long scannedOut;
    private long shown;
    private long missed;
    private long pixels;
    private long wantedAt;
    private boolean awaited;

    /** Somebody wants a frame, and nobody did before. */
    public void wanted(long now) {
        wantedAt = now;
    }

    /** A frame was handed to the screen, after so long a time of drawing so many pixels. */
    public void drew(long nanos, long area) {
        times.add(nanos);
        recent[(int) (drawn++ % RECENT)] = nanos;
        pixels += area;
        awaited = true;
    }

    /** In place of a frame a client's picture was handed to the screen. */
    public void scannedOut() {
        scannedOut++;
        awaited = true;
    }

    /** A frame was wanted, and nothing had changed. */
    public void skipped() {
        skipped++;
    }

    /** The output refreshed; {@code more}: another frame has been wanted since the last was drawn. */
    public void refreshed(long now, long period, boolean more) {
        if (awaited) {
            awaited = false;
            missed += Math.max(0, (now - wantedAt - period / JITTER) / period);
            shownAt[(int) (shown++ % RECENT)] = now;
        }
        if (more) {
            wantedAt = now;
        }
    }

    public long drawn() {
        return drawn;
    }

    /** Clients' pictures that were shown as they are, in place of frames. */
    public long scannedOutFrames() {
        return scannedOut;
    }

    /** Frames that were wanted, and then had nothing to draw. */
    public long skippedFrames() {
        return skipped;
    }

    /** Refreshes that went by while a frame was wanted and not ready. */
    public long missed() {
        return missed;
    }

    /** What was drawn anew, in pixels, each as often as it was. */
    public long pixels() {
        return pixels;
    }

    /** How long drawing took on the processor; 0 for none. */
    public Histogram times() {
        return times;
    }

    /** How many frames {@link #recent} knows. */
    public int recentCount() {
        return (int) Math.min(drawn, RECENT);
    }

    /** How long the last frame took ({@code back} = 0), or one before it. */
    public long recent(int back) {
        return recent[(int) ((drawn - 1 - back) % RECENT)];
    }

    /** Frames a second, over those shown last; 0 while that cannot be told. */
    public double rate() {
        int count = (int) Math.min(shown, RECENT / 4);
        if (count < 2) {
            return 0;
        }
        long last = shownAt[(int) ((shown - 1) % RECENT)];
        long first = shownAt[(int) ((shown - count) % RECENT)];
        return last == first ? 0 : (count - 1) * 1e9 / (last - first);
    }
}
