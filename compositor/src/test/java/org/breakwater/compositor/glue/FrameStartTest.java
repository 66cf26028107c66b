package org.breakwater.compositor.glue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A screen of 100 Hz; times in nanoseconds. */
final class FrameStartTest {
    private static final long PERIOD = 10_000_000;
    private static final int VSYNC = 7;

    private long now = 5 * PERIOD;
    private long last = 5 * PERIOD;

    /** Frames that take so long to draw, each shown {@code late} refreshes after the next. */
    private void frames(FrameStart start, int count, long took, int late) {
        for (int i = 0; i < count; i++) {
            long begin = start.begin(now, last, PERIOD);
            start.drew(begin, begin + took, last, PERIOD);
            last += (1 + late) * PERIOD;
            now = last;
            start.shown(last, PERIOD, VSYNC);
        }
    }

    @Test
    void theFirstFrameIsBegunAtOnce() {
        assertEquals(now, new FrameStart(0).begin(now, 0, 0));
    }

    @Test
    void aFrameIsBegunAsLateAsTheLongestOfTheLastAllows() {
        FrameStart start = new FrameStart(0);
        frames(start, 5, 2_000_000, 0);
        frames(start, 1, 3_000_000, 0);
        frames(start, FrameStart.REMEMBERED - 1, 2_000_000, 0);
        assertEquals(last + PERIOD - 3_000_000 - FrameStart.LEAST_MARGIN,
                start.begin(now, last, PERIOD));
        frames(start, 1, 2_000_000, 0);
        assertEquals(last + PERIOD - 2_000_000 - FrameStart.LEAST_MARGIN,
                start.begin(now, last, PERIOD));
    }

    @Test
    void afterAPauseTheNextRefreshIsAimedAt() {
        FrameStart start = new FrameStart(0);
        frames(start, 5, 2_000_000, 0);
        now = last + 7 * PERIOD + 1_000_000;
        assertEquals(last + 8 * PERIOD - 3_000_000, start.begin(now, last, PERIOD));
        now = last + 8 * PERIOD - 1_000_000;
        assertEquals(now, start.begin(now, last, PERIOD), "it is late already");
    }

    @Test
    void lateFramesAreBegunEarlierUntilManyWereInTime() {
        FrameStart start = new FrameStart(0);
        frames(start, 5, 2_000_000, 0);
        frames(start, 2, 2_000_000, 1);
        long early = start.begin(now, last, PERIOD);
        assertEquals(last + PERIOD - 3_000_000 - PERIOD / 4, early);
        frames(start, 3 * FrameStart.GOOD, 2_000_000, 0);
        assertEquals(last + PERIOD - 3_000_000, start.begin(now, last, PERIOD));
    }

    @Test
    void theConfiguredTimeCounts() {
        FrameStart start = new FrameStart(4_000_000);
        frames(start, 9, 9_000_000, 0);
        assertEquals(last + PERIOD - 4_000_000, start.begin(now, last, PERIOD));
    }

    @Test
    void drawingThatTakesLongerThanARefreshIsBegunAtOnce() {
        FrameStart start = new FrameStart(0);
        frames(start, 9, 12_000_000, 0);
        assertEquals(now, start.begin(now, last, PERIOD));
    }

    @Test
    void withoutRefreshesOfTheScreensOwnNothingWaits() {
        FrameStart start = new FrameStart(4_000_000);
        frames(start, 3, 1_000_000, 0);
        assertTrue(start.begin(now, last, PERIOD) > now);
        start.shown(last, PERIOD, 0);
        assertEquals(now, start.begin(now, last, PERIOD));
    }
}
