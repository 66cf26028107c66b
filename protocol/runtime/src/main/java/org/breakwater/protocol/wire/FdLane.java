package org.breakwater.protocol.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes descriptors of one kind on a few threads, which end when they have nothing to do. Each
 * peer has one thread at most: a peer whose descriptor is stuck in {@code close} waits for itself,
 * and the others find threads as long as fewer peers than threads are stuck. Any thread.
 */
final class FdLane {
    private static final Logger LOG = LoggerFactory.getLogger(FdLane.class);
    private static final long IDLE_MILLIS = 5_000;
    private static final long STACK_BYTES = 256 << 10;

    private final String name;
    private final int mostThreads;
    private final IntConsumer close;
    private final Deque<Share> ready = new ArrayDeque<>();
    private int threads;
    private int idle;
    private int pending;

    /** What waits of one peer. It is in {@link #ready}, with a thread, or empty. */
    final class Share {
        private final Deque<Integer> waiting = new ArrayDeque<>(4);
        private final AtomicInteger unclosed;
        private boolean busy;

        private Share(AtomicInteger unclosed) {
            this.unclosed = unclosed;
        }

        /** Never blocks. */
        void add(int raw) {
            FdLane.this.add(this, raw);
        }
    }

    FdLane(String name, int mostThreads, IntConsumer close) {
        this.name = name;
        this.mostThreads = mostThreads;
        this.close = close;
    }

    /** A new peer's; {@code unclosed} counts its descriptors. */
    Share share(AtomicInteger unclosed) {
        return new Share(unclosed);
    }

    /** Descriptors not closed yet. */
    synchronized int pending() {
        return pending;
    }

    /** Waits until everything is closed or the time, of {@link System#nanoTime}, has come. */
    synchronized boolean awaitIdle(long deadline) throws InterruptedException {
        while (pending > 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    private synchronized void add(Share share, int raw) {
        pending++;
        share.unclosed.incrementAndGet();
        share.waiting.add(raw);
        if (!share.busy) {
            share.busy = true;
            ready.add(share);
            callThread();
        }
    }

    private void callThread() {
        if (ready.size() <= idle || threads == mostThreads) {
            notifyAll();
            return;
        }
        Thread thread = new Thread(null, this::run, name, STACK_BYTES);
        thread.setDaemon(true);
        try {
            thread.start();
            threads++;
        } catch (OutOfMemoryError noThread) {
            LOG.error("no thread to close descriptors on; {} wait", pending, noThread);
        }
    }

    private void run() {
        for (Share share = next(null); share != null; share = next(share)) {
            int raw;
            synchronized (this) {
                raw = share.waiting.remove();
            }
            try {
                close.accept(raw);
            } catch (RuntimeException | Error failed) {
                LOG.error("closing fd {} failed", raw, failed);
            }
        }
    }

    /** The next peer's turn, when {@code done}'s is over; null ends the thread. */
    private synchronized Share next(Share done) {
        if (done != null) {
            done.unclosed.decrementAndGet();
            done.busy = !done.waiting.isEmpty();
            if (done.busy) {
                ready.add(done);
            }
            if (--pending == 0) {
                notifyAll();
            }
        }
        if (ready.isEmpty()) {
            idle++;
            try {
                wait(IDLE_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } finally {
                idle--;
            }
        }
        Share share = ready.poll();
        if (share == null) {
            threads--;
        }
        return share;
    }
}
