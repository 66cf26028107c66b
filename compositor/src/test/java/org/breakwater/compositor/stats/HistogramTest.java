package org.breakwater.compositor.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void anEmptyOneKnowsNothing() {
        assertEquals(0, histogram.count());
        assertEquals(0, histogram.percentile(50));
        assertEquals(0, histogram.max());
    }

    @Test
    void theLongestIsExact() {
        histogram.add(123_456_789);
        histogram.add(1000);
        assertEquals(123_456_789, histogram.max());
        assertEquals(123_456_789, histogram.percentile(100));
    }

    @Test
    void percentilesAreASixteenthTooLargeAtMost() {
        Random random = new Random(7);
        long[] times = new long[10_000];
        for (int i = 0; i < times.length; i++) {
            times[i] = (long) Math.exp(random.nextDouble() * 20) + 4096;
            histogram.add(times[i]);
        }
        Arrays.sort(times);
        for (double percent : new double[] {1, 25, 50, 90, 99, 99.9}) {
            long exact = times[(int) Math.ceil(times.length * percent / 100) - 1];
            long told = histogram.percentile(percent);
            assertTrue(told >= exact && told <= exact + exact / 16 + 1,
                    percent + " %: " + told + " for " + exact);
        }
    }

    @Test
    void anyTimeCanBeAdded() {
        for (long time : new long[] {Long.MIN_VALUE, -1, 0, 255, 256, 4095, 4096, 1L << 40, Long.MAX_VALUE}) {
            histogram.add(time);
        }
        assertEquals(9, histogram.count());
        assertEquals(Long.MAX_VALUE, histogram.max());
        assertEquals(256, histogram.percentile(1), "what went backwards took no time");
    }
}
