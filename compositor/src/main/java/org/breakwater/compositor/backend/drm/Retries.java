package org.breakwater.compositor.backend.drm;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For how long one output asks again to show a frame that its card does not take for now. */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    static final long NOT_MASTER_NANOS = 1_000_000_000L;
    /** How often a busy card is asked again, each time after half a refresh. */
    private static final int MOST_BUSY = 20;

    private final String name;
    private int busy;
    private boolean logged;

    Retries(String name) {
        this.name = name;
    }

    /** Another frame is to be shown. */
    void begin() {
        busy = 0;
    }

    /** A frame was taken, or the session has the card again. */
    void renew() {
        busy = 0;
        logged = false;
    }

    /** Nanoseconds until it is to be asked again; 0: it is not. {@code period}: from refresh to refresh. */
    long after(int errno, boolean setsMode, long period) {
        if (Errno.isNotMaster(errno)) {
            if (!logged) {
                logged = true;
                LOG.warn("{} waits: {}", name, Errno.describe(errno));
            }
            return NOT_MASTER_NANOS;
        }
        // What was turned off, or set by somebody else, may take long.
        long most = setsMode ? 2 * PageFlip.MOST_MODESET_NANOS / period : MOST_BUSY;
        return errno == Errno.EBUSY && busy++ < most ? period / 2 : 0;
    }
}
