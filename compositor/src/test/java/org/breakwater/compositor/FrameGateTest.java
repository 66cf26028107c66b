package org.breakwater.compositor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.Display;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is drawn while the renderer is at work, where no refresh is coming. */
class FrameGateTest {
    private final BlankRenderer renderer = new BlankRenderer();
    private long now;
    private EventLoop loop;
    private Display display;
    private FrameGate gate;
    private int drawn;

    @BeforeEach
    void open() {
        loop = new EventLoop(() -> now);
        display = new Display(loop, null);
        gate = new FrameGate(loop, display, renderer, List.of());
        loop.turnEnd().add(turn -> drawn += gate.isOpen() ? 1 : 0);
    }

    @AfterEach
    void close() {
        gate.close();
        display.close();
        loop.close();
    }

    @Test
    void anIdleRendererIsAskedForMoreInEveryTurn() {
        assertFalse(loop.dispatch(0));
        assertFalse(loop.dispatch(0));
        assertEquals(2, drawn);
    }

    @Test
    void whileItIsAtWorkItIsLookedAtFromTimeToTime() {
        renderer.idle = false;
        loop.dispatch(0);
        loop.dispatch(0);
        assertEquals(0, drawn);
        for (int i = 0; i < 5; i++) {
            now += 1_000_000;
            assertTrue(loop.dispatch(0), "nobody looks");
        }
        assertEquals(0, drawn);
        renderer.idle = true;
        now += 1_000_000;
        assertTrue(loop.dispatch(0));
        assertEquals(1, drawn);
        now += 1_000_000_000;
        assertFalse(loop.dispatch(0), "a timer that nobody needs");
    }
}
