package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;
import org.breakwater.compositor.backend.libinput.EventType;
import org.breakwater.compositor.backend.libinput.Libinput.Capability;
import org.breakwater.config.Config;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.input.InputClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Counts the bytes that the compositor's turns allocate while something moves over a client's window, by the
 * JVM's own count of this thread. One series of rounds without a byte is enough: when a compiler replaces code
 * under way, a few objects may come of that.
 */
class MotionAllocationTest {
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 100;
    private static final int MOST_SERIES = 20;

    @RegisterExtension
    @Order(1)
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    @RegisterExtension
    @Order(2)
    final SeatUnderTest seat = new SeatUnderTest(fixture, Config.defaults());
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FakeDevice device = new FakeDevice("All", "event0", Capability.POINTER, Capability.TOUCH,
            Capability.GESTURE);
    private InputClient client;
    private long allocated;

    @BeforeEach
    void plug() throws IOException {
        seat.libinput().plug(device);
        fixture.turn();
        client = new InputClient(fixture);
        client.pointer();
        client.seat().getTouch();
        client.window();
        seat.libinput().does(device, new FakeEvent(EventType.POINTER_MOTION_ABSOLUTE).at(0.5, 0.5));
        seat.libinput().does(device, new FakeEvent(EventType.TOUCH_DOWN).at(0.5, 0.5));
        fixture.turn();
    }

    @Test
    void aMouseThatMovesAllocatesNothing() throws IOException {
        assertSteadyState(i -> new FakeEvent(EventType.POINTER_MOTION).at(i % 2 == 0 ? 1 : -1, i % 3 - 1));
    }

    @Test
    void aPlaceAllocatesNothing() throws IOException {
        assertSteadyState(i -> new FakeEvent(EventType.POINTER_MOTION_ABSOLUTE).at(i % 7 / 8.0, i % 5 / 8.0));
    }

    @Test
    void aFingerThatMovesAllocatesNothing() throws IOException {
        assertSteadyState(i -> i % 2 == 0
                ? new FakeEvent(EventType.TOUCH_MOTION).at(i % 7 / 8.0, i % 5 / 8.0)
                : new FakeEvent(EventType.TOUCH_FRAME));
    }

    @Test
    void scrollingAllocatesNothing() throws IOException {
        assertSteadyState(i -> new FakeEvent(EventType.POINTER_SCROLL_FINGER).at(1 + i % 3, 0).vertically(0));
    }

    private void assertSteadyState(IntFunction<FakeEvent> event) throws IOException {
        run(WARM_UP, event);
        long least = Long.MAX_VALUE;
        for (int series = 0; series < MOST_SERIES && least > 0; series++) {
            long before = allocated;
            run(ROUNDS, event);
            least = Math.min(least, allocated - before);
        }
        assertEquals(0, least, "bytes in " + ROUNDS + " rounds, at least");
    }

    private void run(int rounds, IntFunction<FakeEvent> event) throws IOException {
        for (int i = 0; i < rounds; i++) {
            seat.libinput().does(device, event.apply(i));
            long before = threads.getCurrentThreadAllocatedBytes();
            fixture.turn();
            allocated += threads.getCurrentThreadAllocatedBytes() - before;
            fixture.clock().advanceMillis(1);
            client.client().display().dispatchPending();
        }
        client.forgetTold();
    }
}
