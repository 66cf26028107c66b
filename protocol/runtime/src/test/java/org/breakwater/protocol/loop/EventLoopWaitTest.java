package org.breakwater.protocol.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With nothing to do the loop sleeps in the kernel, and not in turns. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EventLoopWaitTest {

    /** Returns when {@code thread} waits in epoll, or is over. */
    private static void awaitSleepOf(Thread thread) {
        while (thread.isAlive() && Arrays.stream(thread.getStackTrace())
                .noneMatch(frame -> frame.getMethodName().startsWith("epollWait"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aTurnWithoutALimitWaitsUntilThereIsWork() {
        try (EventLoop loop = new EventLoop(Clock.monotonic())) {
            Thread turning = Thread.currentThread();
            Thread other = new Thread(() -> {
                awaitSleepOf(turning);
                loop.post(() -> { });
            });
            other.start();
            assertTrue(loop.dispatch(-1), "nothing was handled: it did not wait");
        }
    }

    /** The clock stands still, so that every wait is short, and only the number of looks ends a look-out. */
    @Test
    void aLookOutInVainEndsAsleep() {
        AtomicInteger reads = new AtomicInteger();
        try (EventLoop loop = new EventLoop(() -> 0L * reads.incrementAndGet())) {
            for (int i = 0; i < Lookout.STREAK; i++) {
                loop.post(() -> { });
                loop.dispatch(-1);
            }
            int before = reads.get();
            Thread turning = Thread.currentThread();
            new Thread(() -> {
                while (turning.isAlive() && reads.get() < before + EventLoop.MOST_LOOKS) {
                    Thread.onSpinWait();
                }
                awaitSleepOf(turning);
                loop.post(() -> { });
            }).start();
            assertTrue(loop.dispatch(-1), "nothing was handled: it did not wait");
            assertTrue(reads.get() < before + EventLoop.MOST_LOOKS + 10, "it went on looking: " + reads.get());
        }
    }

    @Test
    void stopWakesALoopThatWaits() {
        try (EventLoop loop = new EventLoop(Clock.monotonic())) {
            Thread turning = Thread.currentThread();
            Thread other = new Thread(() -> {
                awaitSleepOf(turning);
                loop.stop();
            });
            other.start();
            loop.run();
            assertEquals(1, loop.turns());
        }
    }
}
