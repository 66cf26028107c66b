package org.breakwater.compositor.backend.drm;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what is plugged into a card, on a thread of its own: a screen may take long to answer, or never do, and
 * the loop goes on. One look at a time; whatever is asked for during one is one more look after it.
 *
 * <pre>
 *            start                start
 *   RESTING -------> LOOKING -----------------> LOOKING, and again afterwards
 *      ^                |  found, refused,          |
 *      +----------------+  or outdated: nothing     +----> LOOKING
 * </pre>
 *
 * <p>Loop thread, but for the look itself, which shares nothing with the loop but its result.
 */
final class Probe {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    static final long LONG_NANOS = 10_000_000_000L;

    /** Told on the loop's thread. */
    interface Listener {
        void found(Survey survey);

        void refused(KmsException why);

        /** A look has ended, whatever came of it; the next has not begun. */
        void rested();
    }

    private enum Phase {
        WAITING, LOOKING, ENDED
    }

    /** One look. What it finds is written before it ends, and read after. */
    private static final class Look implements Runnable {
        private final Kms.Reader card;
        private final Runnable ended;
        private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
        private final CountDownLatch over = new CountDownLatch(1);
        private Survey survey;
        private Throwable failure;
        private boolean outdated;

        Look(Kms.Reader card, Runnable ended) {
            this.card = card;
            this.ended = ended;
        }

        @Override
        public void run() {
            if (!phase.compareAndSet(Phase.WAITING, Phase.LOOKING)) {
                return;
            }
            try {
                survey = Survey.of(card);
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                card.close();
                over.countDown();
                if (phase.compareAndSet(Phase.LOOKING, Phase.ENDED)) {
                    ended.run();
                }
            }
        }

        /** Nobody waits for it any more; says whether it has not begun, and never will. */
        boolean cancel() {
            boolean unbegun = phase.getAndSet(Phase.ENDED) == Phase.WAITING;
            if (unbegun) {
                card.close();
                over.countDown();
            }
            return unbegun;
        }
    }

    private final EventLoop loop;
    private final Kms kms;
    private final String name;
    private final Executor threads;
    private final Listener listener;
    private final TimerSource patience;
    private Look look;
    private boolean again;
    private boolean closed;

    /** {@code threads}: runs each look, on another thread than the loop's. */
    Probe(EventLoop loop, Kms kms, String name, Executor threads, Listener listener) {
        this.loop = loop;
        this.kms = kms;
        this.name = name;
        this.threads = threads;
        this.listener = listener;
        this.patience = loop.addTimer(() -> LOG.warn(
                "the screens of {} have not said for {} s what they are; changes there wait", name,
                LONG_NANOS / 1_000_000_000));
    }

    /** Whether one is looking; modes are better not set meanwhile, since that waits for it. */
    boolean isLooking() {
        return look != null;
    }

    /** Looks, now or after the look that is under way. */
    void start() {
        if (closed) {
            return;
        }
        if (look != null) {
            again = true;
            return;
        }
        again = false;
        try {
            begin();
        } catch (KmsException refused) {
            listener.refused(refused);
        }
    }

    /** What is seen in the look that is under way is of no use any more. */
    void outdate() {
        again = false;
        if (look != null) {
            look.outdated = true;
        }
    }

    /** Waits for the look that is under way, so long at most. */
    void await(long nanos) {
        Look awaited = look;
        if (awaited != null && isOver(awaited, nanos)) {
            ended(awaited);
        }
    }

    /** Ends it, and says whether nobody looks any more; waits so long for that. */
    boolean closeWithin(long nanos) {
        closed = true;
        patience.close();
        Look last = look;
        look = null;
        return last == null || last.cancel() || isOver(last, nanos);
    }

    private void begin() throws KmsException {
        Kms.Reader card = kms.reader();
        Look begun = null;
        try {
            Look next = new Look(card, () -> loop.post(this::takeResult));
            look = next;
            threads.execute(next);
            begun = next;
            patience.armAt(loop.clock().nanos() + LONG_NANOS);
        } finally {
            if (begun == null) {        // no thread to be had
                look.cancel();
                look = null;
            }
        }
    }

    private void takeResult() {
        if (look != null && look.phase.get() == Phase.ENDED) {
            ended(look);
        }
    }

    private void ended(Look over) {
        look = null;
        patience.disarm();
        try {
            if (!over.outdated) {
                tell(over);
            }
        } finally {
            listener.rested();
            if (again) {
                start();
            }
        }
    }

    private void tell(Look over) {
        if (over.failure == null) {
            listener.found(over.survey);
        } else if (over.failure instanceof KmsException refused) {
            listener.refused(refused);
        } else {
            loop.failed("looking at the screens of " + name, over.failure);
        }
    }

    private static boolean isOver(Look look, long nanos) {
        try {
            return look.over.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
