package org.breakwater.tests.bench;

import java.util.Arrays;

/** Durations in nanoseconds, and where most of them lie. */
final class Spread {
    private long[] values = new long[1_024];
    private int count;

    void add(long nanos) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = nanos;
    }

    int count() {
        return count;
    }

    double median() {
        return at(50);
    }

    /** The value that so many percent do not exceed, in milliseconds. */
    double at(int percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, count * percent / 100)] / 1e6;
    }

    @Override
    public String toString() {
        return String.format("%7.3f ms (10 %%: %.3f, 90 %%: %.3f)", median(), at(10), at(90));
    }
}
