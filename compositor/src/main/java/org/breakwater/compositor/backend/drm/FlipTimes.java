package org.breakwater.compositor.backend.drm;

/**
 * When an output refreshes. A card that counts its refreshes says it with every flip; one that does not (a
 * virtual one) flips at once, and is kept to the mode's rate here.
 */
final class FlipTimes {
    /** Of wp_presentation: vsync, hw_clock, hw_completion. */
    static final int BY_THE_CARD = 0x1 | 0x2 | 0x4;

    private static final long MOST_MISSED = 1L << 20;

    private long period;
    private long nanos;
    private long sequence;
    private int flags;
    private boolean counted;
    private int cardSequence;
    private long cardSequenceStands;

    FlipTimes(long now) {
        nanos = now;
    }

    void setPeriod(long nanosPerRefresh) {
        period = nanosPerRefresh;
    }

    long period() {
        return period;
    }

    /** The refresh that was last told of. */
    long nanos() {
        return nanos;
    }

    long sequence() {
        return sequence;
    }

    /** Of wp_presentation. */
    int flags() {
        return flags;
    }

    /**
     * The card has shown a frame; {@code cardCount} 0: it does not count. Returns when that is to be told: in the
     * future where a refresh has not passed since the last.
     */
    long flipped(long shownAt, int cardCount) {
        if (cardCount == 0) {
            flags = 0;
            counted = false;
            long due = Math.max(shownAt, nanos + period);
            advance(due, passed(due));
            return due;
        }
        long since = Integer.toUnsignedLong(cardCount - cardSequence);
        boolean follows = counted && since > 0 && since < MOST_MISSED;
        long count = follows ? cardSequenceStands + since - sequence : 1;
        advance(shownAt, Math.max(1, count));
        cardSequence = cardCount;
        cardSequenceStands = sequence;
        counted = true;
        flags = BY_THE_CARD;
        return shownAt;
    }

    /** The next refresh after {@code now}, if they go on as they have. */
    long next(long now) {
        long behind = Math.max(0, now - nanos);
        return nanos + (behind / period + 1) * period;
    }

    /** The last refresh before that. */
    long last(long now) {
        return next(now) - period;
    }

    /** A refresh has passed at that time without a flip. */
    void skipped(long at) {
        flags = 0;
        advance(at, passed(at));
    }

    private long passed(long to) {
        return Math.max(1, (to - nanos + period / 2) / period);
    }

    private void advance(long to, long refreshes) {
        nanos = Math.max(nanos, to);
        sequence += refreshes;
    }
}
