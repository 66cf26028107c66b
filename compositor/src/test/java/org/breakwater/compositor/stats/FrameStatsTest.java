package org.breakwater.compositor.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrameStatsTest {
    private static final long PERIOD = 16_000_000;

    private final FrameStats stats = new FrameStats();

    @Test
    void framesInTimeMissNothing() {
        stats.wanted(3 * PERIOD + 1);
        stats.drew(1_000_000, 100);
        stats.refreshed(4 * PERIOD, PERIOD, true);
        stats.drew(3_000_000, 50);
        stats.refreshed(5 * PERIOD, PERIOD, false);
        assertEquals(2, stats.drawn());
        assertEquals(0, stats.missed());
        assertEquals(150, stats.pixels());
        assertEquals(3_000_000, stats.recent(0));
        assertEquals(1_000_000, stats.recent(1));
        assertEquals(2, stats.recentCount());
        assertEquals(62.5, stats.rate());
    }

    @Test
    void refreshesThatPassAreMissed() {
        stats.wanted(0);
        stats.drew(40_000_000, 1);
        stats.refreshed(3 * PERIOD, PERIOD, true);
        assertEquals(2, stats.missed(), "of a frame that took long");
        stats.drew(1, 1);
        stats.refreshed(5 * PERIOD, PERIOD, false);
        assertEquals(3, stats.missed(), "of one that was wanted since the last refresh");
        stats.wanted(9 * PERIOD + 5);
        stats.drew(1, 1);
        stats.refreshed(10 * PERIOD, PERIOD, false);
        assertEquals(3, stats.missed(), "while nobody wanted one, none was missed");
    }

    @Test
    void aRefreshThatIsALittleLateIsNone() {
        stats.wanted(0);
        stats.drew(1, 1);
        stats.refreshed(PERIOD + PERIOD / 10, PERIOD, false);
        assertEquals(0, stats.missed());
    }

    @Test
    void nothingIsMissedThatHadNothingToDraw() {
        stats.wanted(0);
        stats.skipped();
        stats.refreshed(5 * PERIOD, PERIOD, false);
        assertEquals(1, stats.skippedFrames());
        assertEquals(0, stats.missed());
        assertEquals(0, stats.drawn());
    }

    @Test
    void theLastFramesAreRemembered() {
        for (int i = 0; i < 3 * FrameStats.RECENT; i++) {
            stats.drew(i, 1);
        }
        assertEquals(FrameStats.RECENT, stats.recentCount());
        assertEquals(3 * FrameStats.RECENT - 1, stats.recent(0));
        assertEquals(2 * FrameStats.RECENT, stats.recent(FrameStats.RECENT - 1));
    }
}
