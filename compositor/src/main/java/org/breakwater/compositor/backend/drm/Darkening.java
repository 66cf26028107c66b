package org.breakwater.compositor.backend.drm;

import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an output's screen off without waiting for that: the card tells when it is done. While the card is busy or
 * somebody looks at its screens it is asked again; what it refuses for other reasons is given up in the end. Loop
 * thread.
 */
final class Darkening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Darkening.class);
    static final long RETRY_NANOS = 8_000_000L;
    private static final int MOST_BUSY = 600;

    /** How much of the card is let go of. */
    enum Extent {
        /** The screen is off, and keeps its mode. */
        ASLEEP,
        /** Others may have the CRTC and the planes. */
        FREE
    }

    /** Told when nothing more is done, perhaps before {@link #start} returns. */
    @FunctionalInterface
    interface Listener {
        /** How far it was to go; {@code dark}: the card has taken it. */
        void darkened(Extent extent, boolean dark);
    }

    private final EventLoop loop;
    private final DrmDevice device;
    private final Kms kms;
    private final String name;
    private final Pipeline pipeline;
    private final CursorPlane pointer;
    private final Listener listener;
    private final TimerSource timer;
    private Extent wanted;
    private Extent asked;
    private long token;
    private long deadline;          // for what it refuses; 0: it has not, since it could be asked
    private int busy;

    /** {@code pointer}: may be null. */
    Darkening(EventLoop loop, DrmDevice device, String name, Pipeline pipeline, CursorPlane pointer,
            Listener listener) {
        this.loop = loop;
        this.device = device;
        this.kms = device.kms();
        this.name = name;
        this.pipeline = pipeline;
        this.pointer = pointer;
        this.listener = listener;
        this.timer = loop.addTimer(this::timeIsUp);
    }

    /** Begins, or goes further than what is under way. */
    void start(Extent extent) {
        wanted = extent;
        deadline = 0;
        busy = 0;
        attempt();
    }

    boolean isUnderWay() {
        return wanted != null;
    }

    /** Of the event that is waited for; 0: of none. */
    long token() {
        return token;
    }

    /** Asks, if there is something to ask for and it may be asked for now. */
    void attempt() {
        if (wanted == null || token != 0) {
            return;
        }
        if (!device.isActive() || device.isProbing()) {
            deadline = 0;
            return;
        }
        timer.disarm();
        asked = wanted;
        token = device.nextToken();
        int result = commit(asked, Kms.PAGE_FLIP_EVENT);
        if (result == 0) {
            timer.armAt(loop.clock().nanos() + PageFlip.MOST_MODESET_NANOS);
            return;
        }
        token = 0;
        if (Errno.isAboutContent(-result)) {
            result = commit(asked, 0);      // it is dark already, and of that no event comes
        }
        if (Errno.isAboutContent(-result) && asked == Extent.FREE) {
            kms.begin();
            pipeline.addBare();     // a connector that is no more cannot be let go of
            addPointerOff();
            result = kms.commit(Kms.NONBLOCK | Kms.ALLOW_MODESET, 0);
        }
        asked(-result);
    }

    /** The event of {@link #token} has come. */
    void tokenCame() {
        timer.disarm();
        token = 0;
        if (asked == wanted) {
            end(true);
        } else {
            attempt();
        }
    }

    /** Turns it off at once, and lets the caller wait; for the session's end. */
    void waitForDark() {
        abandon();
        kms.begin();
        pipeline.addOff();
        addPointerOff();
        int result = kms.commit(Kms.ALLOW_MODESET, 0);
        if (result != 0) {
            kms.begin();
            pipeline.addBare();     // a connector that is no more cannot be let go of
            addPointerOff();
            result = kms.commit(Kms.ALLOW_MODESET, 0);
        }
        if (result != 0) {
            LOG.warn("{} stays on: {}", name, Errno.describe(-result));
        }
    }

    /** It is not wanted any more; what the card was told already is waited for all the same. */
    void cancel() {
        if (token == 0) {
            abandon();
        }
    }

    /** Somebody else has the card: nothing is known of the screen. */
    void abandon() {
        timer.disarm();
        token = 0;
        wanted = null;
    }

    @Override
    public void close() {
        abandon();
        timer.close();
    }

    private int commit(Extent extent, int event) {
        kms.begin();
        if (extent == Extent.FREE) {
            pipeline.addOff();
            addPointerOff();
        } else {
            pipeline.addAsleep();
        }
        return kms.commit(Kms.NONBLOCK | Kms.ALLOW_MODESET | event, token);
    }

    private void addPointerOff() {
        if (pointer != null) {
            pointer.addOff();
        }
    }

    private void asked(int errno) {
        if (errno == 0) {
            end(true);
        } else if (Errno.isDeviceGone(errno)) {
            end(false);
            device.lose(Errno.describe(errno));
        } else if (Errno.isNotMaster(errno)) {
            askAgain(Retries.NOT_MASTER_NANOS);
        } else if (errno == Errno.EBUSY) {
            stillBusy();
        } else {
            refused(errno);
        }
    }

    /** The card has not done what it was told before: to free what it shows would wait for that too. */
    private void stillBusy() {
        if (busy == MOST_BUSY) {
            LOG.warn("{} stays on until the card has done what it was told before", name);
        }
        askAgain(busy++ < MOST_BUSY ? RETRY_NANOS : Retries.NOT_MASTER_NANOS);
    }

    private void askAgain(long nanos) {
        deadline = 0;
        timer.armAt(loop.clock().nanos() + nanos);
    }

    private void refused(int errno) {
        long now = loop.clock().nanos();
        if (deadline == 0) {
            deadline = now + PageFlip.MOST_MODESET_NANOS;
        }
        if (now < deadline) {
            timer.armAt(now + RETRY_NANOS);
        } else {
            LOG.warn("{} stays on: {}", name, Errno.describe(errno));
            end(false);
        }
    }

    private void timeIsUp() {
        if (token == 0) {
            attempt();
            return;
        }
        LOG.warn("the card does not say that {} is off", name);
        tokenCame();
    }

    private void end(boolean dark) {
        wanted = null;
        listener.darkened(asked, dark);
    }
}
