package org.breakwater.compositor.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class FrameGapTest {
    @Test
    void theLongestTimeBetweenFramesCounts() {
        FrameGap gap = new FrameGap();
        gap.reset(100);
        gap.frame(116);
        gap.frame(216);
        gap.frame(232);
        assertEquals(100, gap.worst(240));
    }

    @Test
    void soDoesOneThatHasNotEnded() {
        FrameGap gap = new FrameGap();
        gap.reset(100);
        gap.frame(116);
        assertEquals(500, gap.worst(616));
    }

    @Test
    void whatWasBeforeIsForgotten() {
        FrameGap gap = new FrameGap();
        gap.reset(0);
        gap.frame(1000);
        gap.reset(1010);
        gap.frame(1026);
        assertEquals(16, gap.worst(1030));
    }
}
