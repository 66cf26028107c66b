package org.breakwater.protocol.loop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final long FOR_EVER = -1;

    private final Lookout lookout = new Lookout();

    private void converse() {
        for (int i = 0; i < Lookout.STREAK; i++) {
            lookout.waited(Lookout.SHORT_NANOS);
        }
    }

    @Test
    void onlyShortWaitsInARowAreAConversation() {
        assertFalse(lookout.isWorthwhile(0, FOR_EVER));
        converse();
        assertTrue(lookout.isWorthwhile(0, FOR_EVER));
        lookout.waited(Lookout.SHORT_NANOS + 1);
        assertFalse(lookout.isWorthwhile(0, FOR_EVER));
        for (int i = 1; i < Lookout.STREAK; i++) {
            lookout.waited(0);
        }
        assertFalse(lookout.isWorthwhile(0, FOR_EVER));
        lookout.waited(0);
        assertTrue(lookout.isWorthwhile(0, FOR_EVER));
    }

    @Test
    void aTimerThatIsAboutToFireIsSleptFor() {
        converse();
        assertFalse(lookout.isWorthwhile(0, Lookout.NANOS));
        assertTrue(lookout.isWorthwhile(0, Lookout.NANOS + 1));
    }

    @Test
    void eachLookOutInVainForbidsTheNextForTwiceAsLong() {
        long now = 7;
        for (long pause = Lookout.LEAST_PAUSE_NANOS; pause < Lookout.LONGEST_PAUSE_NANOS; pause *= 2) {
            converse();
            lookout.inVain(now);
            assertFalse(lookout.isWorthwhile(now + pause - 1, FOR_EVER));
            assertTrue(lookout.isWorthwhile(now + pause, FOR_EVER));
            now += pause;
        }
        for (int i = 0; i < 3; i++) {
            lookout.inVain(now);
            assertTrue(lookout.isWorthwhile(now + Lookout.LONGEST_PAUSE_NANOS, FOR_EVER));
        }
    }

    @Test
    void oneThatPaidMakesGoodForThoseInVain() {
        converse();
        lookout.inVain(0);
        lookout.inVain(0);
        lookout.paid();
        lookout.inVain(0);
        assertTrue(lookout.isWorthwhile(Lookout.LEAST_PAUSE_NANOS, FOR_EVER));
    }
}
