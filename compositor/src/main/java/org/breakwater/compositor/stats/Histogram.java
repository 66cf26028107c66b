package org.breakwater.compositor.stats;

/**
 * How long something took, many times over. Of fixed size: sixteen buckets for each power of two, so that a
 * percentile is at most a sixteenth too large. Adding allocates nothing.
 */
public final class Histogram {
    /** Nanoseconds are counted in units of this many. */
    private static final int UNIT_BITS = 8;
    private static final int SUB_BITS = 4;
    private static final int SUBS = 1 << SUB_BITS;
    /** Longer than this (18 minutes) counts as this. */
    private static final long MOST_NANOS = (1L << 40) - 1;

    private final long[] counts = new long[bucket(MOST_NANOS) + 1];
    private long count;
    private long max;

    public void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(Math.min(value, MOST_NANOS))]++;
        count++;
        max = Math.max(max, value);
    }

    public long count() {
        return count;
    }

    /** The longest, exactly; 0 when there was none. */
    public long max() {
        return max;
    }

    /** A time that {@code percent} of all did not exceed, or a little more; 0 when there was none. */
    public long percentile(double percent) {
        long wanted = (long) Math.ceil(count * percent / 100);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return Math.min(end(i), max);
            }
        }
        return max;
    }

    private static int bucket(long nanos) {
        long units = nanos >>> UNIT_BITS;
        if (units < SUBS) {
            return (int) units;
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
        int sub = (int) (units >>> exponent - SUB_BITS) & SUBS - 1;
        return (exponent - SUB_BITS + 1) * SUBS + sub;
    }

    /** The longest time that falls into a bucket. */
    private static long end(int bucket) {
        if (bucket < SUBS) {
            return (long) bucket + 1 << UNIT_BITS;
        }
        int exponent = bucket / SUBS + SUB_BITS - 1;
        long sub = bucket % SUBS + SUBS;
        return (sub + 1 << exponent - SUB_BITS) << UNIT_BITS;
    }
}
