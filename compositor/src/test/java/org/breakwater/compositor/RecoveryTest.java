package org.breakwater.compositor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.protocol.loop.EventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a reset of the GPU is noticed, and how often it is tried to go on. */
class RecoveryTest {
    private final BlankRenderer renderer = new BlankRenderer();
    private long now;
    private EventLoop loop;
    private Recovery recovery;
    private int recovered;
    private boolean throwing;

    @BeforeEach
    void open() {
        loop = new EventLoop(() -> now);
        recovery = new Recovery(loop, renderer, () -> {
            recovered++;
            if (throwing) {
                throw new IllegalStateException("on purpose");
            }
        });
    }

    @AfterEach
    void close() {
        recovery.close();
        loop.close();
    }

    @Test
    void nothingIsDoneWhileAllIsWell() {
        assertTrue(recovery.isReady());
        assertEquals(0, renderer.attempts);
        assertEquals(0, recovered);
    }

    @Test
    void aLossIsMadeGoodBeforeAnythingIsDrawn() {
        renderer.lost = true;
        assertTrue(recovery.isReady());
        assertEquals(1, recovered);
        assertTrue(recovery.isReady());
        assertEquals(1, recovered);
    }

    @Test
    void aLossFoundByDrawingBringsAnotherTurn() {
        recovery.drawn();
        assertFalse(loop.dispatch(0));
        renderer.lost = true;
        recovery.drawn();
        assertTrue(loop.dispatch(0));
    }

    @Test
    void whatFailsIsTriedAgainAfterAPause() {
        renderer.lost = true;
        renderer.failures = 2;
        assertFalse(recovery.isReady());
        for (int turn = 0; turn < 10; turn++) {
            assertFalse(recovery.isReady());
        }
        assertEquals(1, renderer.attempts);
        now += 500_000_000;
        loop.dispatch(0);
        assertFalse(recovery.isReady());
        now += 500_000_000;
        loop.dispatch(0);
        assertTrue(recovery.isReady());
        assertEquals(3, renderer.attempts);
        assertEquals(1, recovered);
    }

    @Test
    void whoCannotBeFilledAgainStopsNothing() {
        throwing = true;
        renderer.lost = true;
        assertTrue(recovery.isReady());
        assertEquals(1, loop.uncaughtCount());
    }
}
