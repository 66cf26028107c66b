package org.breakwater.protocol.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What a client may take of a turn. */
class AppetiteTest {
    private static final long MILLISECOND = 1_000_000;

    private final Appetite appetite = new Appetite();

    @Test
    void costlyRequestsAreReadInSmallerPieces() {
        int before = appetite.bytes();
        appetite.took(before, MILLISECOND, Appetite.SLICE, true);
        assertEquals(before / 10, appetite.bytes());
        appetite.took(appetite.bytes(), 1_000 * MILLISECOND, Appetite.SLICE, true);
        assertEquals(Appetite.LEAST_BYTES, appetite.bytes());
        appetite.took(appetite.bytes(), Long.MAX_VALUE, Appetite.SLICE, true);
        assertEquals(Appetite.LEAST_BYTES, appetite.bytes());
    }

    @Test
    void cheapRequestsAreReadInLargePiecesAgain() {
        appetite.took(appetite.bytes(), 1_000 * MILLISECOND, Appetite.SLICE, true);
        for (int turn = 0; turn < 8; turn++) {
            appetite.took(appetite.bytes(), 0, Appetite.SLICE, true);
        }
        assertEquals(Appetite.MOST_BYTES, appetite.bytes());
        appetite.took(appetite.bytes(), 1, Appetite.SLICE, true);
        assertEquals(Appetite.MOST_BYTES, appetite.bytes());
    }

    /** It would be read in two turns otherwise, and look like a client that comes back for more. */
    @Test
    void whatWasSmallAndCostlyIsReadWholeTheNextTimeToo() {
        appetite.took(100, MILLISECOND, Appetite.SLICE, false);
        assertEquals(200, appetite.bytes());
        appetite.took(100, 50 * MILLISECOND, Appetite.SLICE, false);
        assertEquals(100, appetite.bytes());
    }

    /** Whatever a request costs, the turns come to take about a tenth of a millisecond each. */
    @Test
    void aFloodSettlesToItsSlice() {
        for (long nanosPerByte : new long[] {20, 200, 1_000}) {
            for (int turn = 0; turn < 30; turn++) {
                appetite.took(appetite.bytes(), appetite.bytes() * nanosPerByte, Appetite.SLICE, true);
            }
            long took = appetite.bytes() * nanosPerByte;
            assertTrue(took <= 100_000, took + " ns");
            assertTrue(took >= 25_000, took + " ns");
        }
    }
}
