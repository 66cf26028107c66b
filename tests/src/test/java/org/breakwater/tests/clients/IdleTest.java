package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.breakwater.compositor.Server;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/** While nobody does anything, neither does the compositor. */
class IdleTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long A_FEW_FRAMES = Duration.ofMillis(100).toNanos();

    @Test
    void theFirstFrameIsDrawnUnasked() {
        try (EventLoop loop = new EventLoop(Clock.monotonic());
                Server server = Server.create(loop,
                        new ServerOptions(ServerOptions.defaults().config(), List.of()))) {
            OutputRenderer output = server.outputs().get(0);
            loop.turnEnd().add(turn -> {
                if (output.backend().shown() != null) {
                    loop.stop();
                }
            });
            TimerSource deadline = loop.addTimer(loop::stop);
            deadline.armAt(loop.clock().nanos() + LiveServer.SOON.toNanos());
            loop.run();
            assertTrue(deadline.isArmed(), "nothing was shown");
            assertNotNull(output.backend().shown());
            deadline.close();
        }
    }

    @Test
    void withoutClientsNothingWakes() {
        try (LiveServer live = LiveServer.start()) {
            assertNothingWakes(live);
        }
    }

    @Test
    void withAnIdleTerminalNothingWakes() {
        try (LiveServer live = LiveServer.start();
                RealClient client = TerminalsTest.startFoot(live, "foot-idle")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("", picture ->
                    TerminalsTest.checkFoot(Pixels.of(picture, window), 1, 0));
            assertNothingWakes(live);
            client.closeWindows();
            assertNothingWakes(live);
        }
    }

    @Test
    void withAnIdleToolkitNothingWakes() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "stacking-idle", "weston-stacking")) {
            client.awaitWindow();
            assertNothingWakes(live);
            client.closeWindows();
        }
    }

    /** The loop's own wait, of a second, is not cut short by anything. */
    private static void assertNothingWakes(LiveServer live) {
        EventLoop loop = live.loop();
        long end = System.nanoTime() + LiveServer.SOON.toNanos();
        while (loop.dispatch(A_FEW_FRAMES)) {
            assertTrue(System.nanoTime() < end, "it does not settle");
        }
        long turns = loop.turns();
        long frames = live.output().framesDrawn();
        long refreshes = live.output().refreshes();
        long start = System.nanoTime();
        assertFalse(loop.dispatch(SECOND), "something was handled");
        assertTrue(System.nanoTime() - start >= SECOND, "the wait was cut short");
        assertEquals(turns + 1, loop.turns());
        assertEquals(frames, live.output().framesDrawn());
        assertEquals(refreshes, live.output().refreshes());
    }
}
