package org.breakwater.compositor.backend.wayland;

import org.breakwater.protocol.loop.Clock;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpPresentationFeedbackProxy;
import org.breakwater.wayland.client.WpPresentationProxy;

/**
 * When a window's frames are shown. The parent's own word counts where it comes before its call for
 * the next frame; where it comes later, the frame's time is reckoned from the last one: whole periods
 * on, and not in the past. Without {@code wp_presentation} it is the time of that call. Times
 * of long ago or to come are not believed, nor are periods that no screen has.
 */
final class FrameTimes {
    private static final long SHORTEST_PERIOD = 1_000_000;
    private static final long LONGEST_PERIOD = 1_000_000_000;
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000L - 1;

    private final Clock clock;
    private final WpPresentationProxy presentation;
    private Feedback latest;
    private boolean known;
    private boolean exact;
    private long shownAt;
    private long refresh;
    private long nanos;
    private long period;
    private long sequence;
    private int flags;

    /** {@code presentation}: may be null. */
    FrameTimes(Clock clock, WpPresentationProxy presentation) {
        this.clock = clock;
        this.presentation = presentation;
        this.nanos = clock.nanos();
    }

    /** The refresh that was last told of; on the loop's clock. */
    long nanos() {
        return nanos;
    }

    long period() {
        return period;
    }

    long sequence() {
        return sequence;
    }

    /** Of wp_presentation. */
    int flags() {
        return flags;
    }

    /** A frame is about to be committed. */
    void submitted(WlSurfaceProxy surface) {
        exact = false;
        if (presentation != null) {
            latest = new Feedback();
            presentation.feedback(surface).listen(latest);
        }
    }

    /** The parent wants the next frame. */
    void shown(long usualPeriod) {
        period = refresh > 0 ? refresh : usualPeriod;
        long now = clock.nanos();
        if (exact) {
            advance(shownAt);
        } else {
            advance(known ? onward(shownAt, now) : now);
            flags = 0;
        }
    }

    /** A refresh passed in which nothing was committed. */
    void skipped(long usualPeriod) {
        period = refresh > 0 ? refresh : usualPeriod;
        advance(clock.nanos());
        flags = 0;
    }

    /** When the next refresh is likely to be. */
    long next(long usualPeriod) {
        period = refresh > 0 ? refresh : usualPeriod;
        return onward(nanos, clock.nanos() + 1);
    }

    private void advance(long to) {
        sequence += Math.max(1, Math.round((double) (to - nanos) / period));
        nanos = Math.max(nanos, to);
    }

    private long onward(long from, long least) {
        long behind = Math.max(0, least - from);
        return from + (behind + period - 1) / period * period;
    }

    private final class Feedback implements WpPresentationFeedbackProxy.Events {
        @Override
        public void presented(int secondsHigh, int secondsLow, int nanoseconds, int refreshNanos,
                int sequenceHigh, int sequenceLow, int parentFlags) {
            long seconds = (long) secondsHigh << 32 | Integer.toUnsignedLong(secondsLow);
            long at = seconds < 0 || seconds > MOST_SECONDS ? Long.MAX_VALUE
                    : seconds * 1_000_000_000L + Integer.toUnsignedLong(nanoseconds) % 1_000_000_000L;
            if (Math.abs(at - clock.nanos()) > LONGEST_PERIOD) {
                return;
            }
            shownAt = at;
            refresh = refreshNanos >= SHORTEST_PERIOD && refreshNanos <= LONGEST_PERIOD ? refreshNanos : 0;
            known = true;
            if (latest == this) {
                exact = true;
                flags = parentFlags;
            }
        }
    }
}
