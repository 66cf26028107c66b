package org.breakwater.tests.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Counts the bytes that the compositor's turns allocate, by the JVM's own count of this thread, once everything
 * is set up that lasts; what the client allocates in between is not counted. It holds for interpreted code: no
 * compiler has to find anything out. When one replaces code under way, a few objects may come of that; so one
 * series of rounds without a byte is enough, and what allocates with every frame spoils them all.
 */
class AllocationTest {
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 100;
    private static final int MOST_SERIES = 20;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(640, 480, 60_000));

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long allocated;

    /** What a client does once for each {@code i}, before the compositor's turns. */
    private interface Step {
        void take(int i) throws IOException;
    }

    @Test
    void requestsAllocateNothing() throws IOException {
        TestClient client = fixture.connect();
        WlSurfaceProxy surface = client.surface();
        WlSurfaceProxy other = client.surface();
        assertSteadyState(client, 1, i -> {
            for (int request = 0; request < 20; request++) {
                surface.damage(i % 7, request, 10 + request, 10);
                surface.damageBuffer(request, i % 5, 10, 10);
                other.setBufferScale(1 + request % 2);
                other.setBufferTransform(request % 8);
                surface.offset(request, -request);
            }
            surface.commit();
            other.commit();
        });
    }

    @Test
    void aFrameOfAWindowAllocatesNothing() throws IOException {
        TestClient client = fixture.connect();
        TestWindow window = new TestWindow(client).map(200, 100, 0xFF808080);
        TestBuffer[] buffers = buffers(client, 200, 100);
        assertSteadyState(client, 2, i -> frame(window.surface(), buffers[i % 2], i % 90, i % 50, 60, 20));
    }

    @Test
    void aFrameOfFiftyWindowsAllocatesNothing() throws IOException {
        TestClient client = fixture.connect();
        TestWindow[] windows = new TestWindow[50];
        TestBuffer[][] buffers = new TestBuffer[windows.length][];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = new TestWindow(client).map(60, 40, 0xFF000000 | i << 16);
            buffers[i] = buffers(client, 60, 40);
        }
        assertSteadyState(client, 2, i -> {
            for (int w = 0; w < windows.length; w++) {
                frame(windows[w].surface(), buffers[w][i % 2], (i + w) % 30, 0, 20, 10);
            }
        });
    }

    private static TestBuffer[] buffers(TestClient client, int width, int height) {
        return new TestBuffer[] {client.buffer(width, height, 0xFF00FF00),
            client.buffer(width, height, 0xFF0000FF)};
    }

    private static void frame(WlSurfaceProxy surface, TestBuffer buffer, int x, int y, int width,
            int height) {
        WlCallbackProxy callback = surface.frame();
        callback.listen(new WlCallbackProxy.Events() {
        });
        surface.attach(buffer.proxy(), 0, 0);
        surface.damageBuffer(x, y, width, height);
        surface.commit();
    }

    private void assertSteadyState(TestClient client, int turns, Step step) throws IOException {
        run(WARM_UP, client, turns, step);
        long least = Long.MAX_VALUE;
        for (int series = 0; series < MOST_SERIES && least > 0; series++) {
            long before = allocated;
            run(ROUNDS, client, turns, step);
            least = Math.min(least, allocated - before);
        }
        assertEquals(0, least, "bytes in " + ROUNDS + " rounds, at least");
    }

    private void run(int rounds, TestClient client, int turns, Step step) throws IOException {
        for (int i = 0; i < rounds; i++) {
            step.take(i);
            client.display().flush();
            for (int turn = 0; turn < turns; turn++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                fixture.turn();
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
                fixture.clock().advance(fixture.output().output().mode().refreshNanos());
            }
            client.display().dispatchPending();
        }
    }
}
