package org.breakwater.protocol.loop;

/**
 * Whether the loop, with nothing to do, looks for work a little longer before it sleeps.
 *
 * <p>To fall asleep and to be woken from another core takes longer than many a client needs to come back: one
 * that waits for the answer to each of its requests is there before. So after some short waits in a row the
 * loop does not sleep at once. A look-out that was in vain, as where the client needs this very core to go on,
 * forbids the next for a millisecond, and each further one for twice as long, to a second at most: next to nothing is
 * lost then. Who comes once a refresh, or seldom, never makes the loop look out.
 */
final class Lookout {
    /** How long one look-out may take: twice what a client on another core needs that was asleep. */
    static final long NANOS = 50_000;
    /** A wait that counts as short although the loop slept in it and had to be woken. */
    static final long SHORT_NANOS = 2 * NANOS;
    /** So many short waits in a row are a conversation. */
    static final int STREAK = 8;
    static final long LEAST_PAUSE_NANOS = 1_000_000;
    static final long LONGEST_PAUSE_NANOS = 1_000_000_000;

    private int streak;
    private long pause = LEAST_PAUSE_NANOS;
    private long notBefore = Long.MIN_VALUE;

    /** Whether to look out now, where the next timer is due in {@code nanos}; negative is never. */
    boolean isWorthwhile(long now, long nanos) {
        return streak >= STREAK && now >= notBefore && (nanos < 0 || nanos > NANOS);
    }

    /** A look-out has seen something. */
    void paid() {
        pause = LEAST_PAUSE_NANOS;
    }

    /** A look-out that ended at {@code now} has seen nothing. */
    void inVain(long now) {
        notBefore = now + pause;
        pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
    }

    /** The loop has waited for so long, asleep or not. */
    void waited(long nanos) {
        streak = nanos > SHORT_NANOS ? 0 : Math.min(streak + 1, STREAK);
    }
}
