package org.breakwater.compositor.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class OutputScaleTest {
    @Test
    void roundsUpForThoseWhoKnowWholeNumbers() {
        assertEquals(1, OutputScale.of(0.5).ceiling());
        assertEquals(1, OutputScale.of(1).ceiling());
        assertEquals(2, OutputScale.of(1.01).ceiling());
        assertEquals(2, OutputScale.of(2).ceiling());
    }

    @Test
    void fitsKnownScreens() {
        assertEquals(2560, OutputScale.of(1.5).logical(3840));
        assertEquals(1093, OutputScale.of(1.25).logical(1366));
        assertEquals(911, OutputScale.of(1.5).logical(1366));
        assertEquals(914, OutputScale.of(1.75).logical(1600));
        assertEquals(572, OutputScale.of(1.75).logical(1000));
        assertEquals(2000, OutputScale.of(0.5).logical(1000));
        assertEquals(1, OutputScale.of(10).logical(1));
    }

    @Test
    void leavesNoPixelBareAndFitsExactlyWhereThatIsPossible() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            int pixels = 1 + random.nextInt(8192);
            OutputScale scale = new OutputScale(30 + random.nextInt(480));
            int logical = scale.logical(pixels);
            long covered = buffer(logical, scale);
            assertTrue(covered >= pixels, () -> scale + " leaves pixels of " + pixels + " bare");
            boolean fits = covered == pixels;
            for (int other = Math.max(1, logical - 2); other <= logical + 2 && !fits; other++) {
                assertTrue(buffer(other, scale) != pixels, () -> scale + " could fit " + pixels);
            }
        }
    }

    /** The size of a buffer, by the rule of wp_fractional_scale_v1: rounded half away from zero. */
    private static long buffer(int logical, OutputScale scale) {
        return Math.round(logical * (double) scale.numerator() / OutputScale.DENOMINATOR);
    }
}
