package org.breakwater.tests.quarantine;

import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Frees a test that is blocked for ever, by ending what it is blocked on; the test fails for having
 * needed it.
 */
final class Watchdog implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 30_000;

    private final Thread thread;
    private volatile boolean barked;

    Watchdog(Runnable free) {
        thread = new Thread(() -> {
            try {
                Thread.sleep(DEADLINE_MILLIS);
                barked = true;
                free.run();
            } catch (InterruptedException inTime) {
                // the test has ended
            }
        }, "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
        assertFalse(barked, "the loop, or the test, was blocked by a file that does not answer");
    }
}
