package org.breakwater.compositor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.breakwater.protocol.loop.EventLoop;

/**
 * SIGTERM, SIGINT and SIGHUP end the loop, and so the session, in order. The JVM turns them into its
 * shutdown; a hook in it stops the loop, waits until the session has put everything away, and ends the
 * process with status 0.
 */
final class StopSignals implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final EventLoop loop;
    private final Thread hook;

    StopSignals(EventLoop loop) {
        this.loop = loop;
        hook = new Thread(() -> {
            loop.stop();
            int status = 1;
            try {
                status = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS) ? 0 : 1;
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(status);
        }, "stop signals");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Turns the loop until a signal stops it, or somebody else does. */
    void runLoop() {
        loop.run();
    }

    /** The session has put everything away. */
    @Override
    public void close() {
        boolean shuttingDown = false;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            shuttingDown = true;
        }
        closed.countDown();
        if (shuttingDown) {
            awaitTheEnd();
        }
    }

    /** The hook ends the process; the caller has nothing left to say. */
    private void awaitTheEnd() {
        try {
            hook.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
