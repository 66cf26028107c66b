package org.breakwater.compositor.backend.drm;

import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;

/**
 * The page flip that an output waits for, if it does, and the watchdog for one that never comes. Each is known by the
 * token that its commit was sent with. Loop thread.
 */
final class PageFlip implements AutoCloseable {
    /** A flip that has not come by then does not come; a mode takes longer to set. */
    static final long MOST_NANOS = 1_000_000_000L;
    static final long MOST_MODESET_NANOS = 5_000_000_000L;

    private final EventLoop loop;
    private final Runnable missed;
    private final TimerSource watchdog;
    private long token;     // 0: none is waited for
    private long stalls;

    /** {@code missed}: it was waited for in vain, and is not any more. */
    PageFlip(EventLoop loop, Runnable missed) {
        this.loop = loop;
        this.missed = missed;
        this.watchdog = loop.addTimer(this::timeIsUp);
    }

    /** A commit was sent with this token; {@code modeset}: it sets a mode as well. */
    void await(long sentWith, boolean modeset) {
        token = sentWith;
        watchdog.armAt(loop.clock().nanos() + (modeset ? MOST_MODESET_NANOS : MOST_NANOS));
    }

    boolean is(long came) {
        return token != 0 && came == token;
    }

    /** It has come, or does not matter any more. */
    void end() {
        token = 0;
        watchdog.disarm();
    }

    /** It may take as long as it likes: somebody else has the card. */
    void waitForEver() {
        watchdog.disarm();
    }

    /** Those that were waited for in vain. */
    long stalls() {
        return stalls;
    }

    @Override
    public void close() {
        token = 0;
        watchdog.close();
    }

    private void timeIsUp() {
        stalls++;
        token = 0;
        missed.run();
    }
}
