package org.breakwater.protocol.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the descriptors end that peers have sent. Nothing is known of such a descriptor but that it
 * may be a file that never answers (one of a stalled FUSE file system is enough), and then
 * {@code close}, which asks the file to flush, never returns. So the first touch is one that the
 * kernel answers by itself:
 *
 * <ul>
 * <li>shared memory, which most are, is closed at once; large files, whose pages take milliseconds
 *     to free, on a thread of their own;
 * <li>pipes and sockets, the ends of data transfers, on threads that no file can hold up;
 * <li>everything else on other threads.
 * </ul>
 *
 * <p>Each peer occupies one thread of a kind at most. A peer that leaves more than {@link #LIMIT}
 * waiting for a second, or {@link #HARD_LIMIT} at once, is {@code overfull}. The threads are
 * daemons.
 *
 * <p>A thread that waits for FUSE cannot be killed, nor can the process then. So where too much is
 * stuck, and at the end, the FUSE connections that have not answered for a second are aborted, if
 * the kernel lets us.
 */
public final class ForeignFds implements AutoCloseable {
    /** Descriptors of one peer that may wait for longer than a second. */
    public static final int LIMIT = 256;
    /** Descriptors of one peer that may wait. */
    public static final int HARD_LIMIT = 4096;
    /** Files of all peers that may wait before connections are aborted. */
    static final int TOTAL_LIMIT = 2048;
    private static final Logger LOG = LoggerFactory.getLogger(ForeignFds.class);
    private static final int THREADS = 8;
    private static final long LARGE = 1 << 20;
    private static final long PATIENCE_MILLIS = 1_000;
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    private static final int ABORT_ROUNDS = 10;

    private final FdCalls calls;
    private final LongSupplier nanos;
    private final FdLane memory;
    private final FdLane streams;
    private final FdLane files;
    private final Set<Closing> closing = ConcurrentHashMap.newKeySet();
    private long lastRelief;

    /** A thread is in close. */
    private static final class Closing {
        final long device;
        final long since;

        Closing(long device, long since) {
            this.device = device;
            this.since = since;
        }
    }

    public ForeignFds() {
        this(new LinuxFdCalls(), System::nanoTime);
    }

    ForeignFds(FdCalls calls, LongSupplier nanos) {
        this.calls = calls;
        this.nanos = nanos;
        this.memory = new FdLane("breakwater-memory-closer", 1, calls::close);
        this.streams = new FdLane("breakwater-stream-closer", THREADS, calls::close);
        this.files = new FdLane("breakwater-fd-closer", THREADS, this::closeFile);
        this.lastRelief = nanos.getAsLong() - PATIENCE;
    }

    /**
     * For the descriptors of one peer, to be closed on the thread that this is called on.
     * {@code overfull} is run there, once, when too many of them do not end.
     */
    public Peer from(Runnable overfull) {
        return new Peer(overfull);
    }

    /** Descriptors given up and not closed yet: those that are stuck, and those behind them. */
    public int pending() {
        return memory.pending() + streams.pending() + files.pending();
    }

    /**
     * Waits until nothing is pending, or the time is up. Not for the loop while it serves clients.
     */
    public boolean awaitIdle(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            return memory.awaitIdle(deadline) && streams.awaitIdle(deadline)
                    && files.awaitIdle(deadline);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Waits a moment for what is pending, then aborts what does not answer, and waits again: two
     * seconds in all. What is still stuck stays so, and is no concern of the loop's.
     */
    @Override
    public void close() {
        if (awaitIdle(PATIENCE_MILLIS)) {
            return;
        }
        for (int round = 0; round < ABORT_ROUNDS; round++) {
            abortStuck(0);
            if (awaitIdle(PATIENCE_MILLIS / ABORT_ROUNDS)) {
                return;
            }
        }
        LOG.warn("{} descriptors of clients do not close", pending());
    }

    private void closeFile(int raw) {
        Closing here = new Closing(calls.device(raw), nanos.getAsLong());
        closing.add(here);
        try {
            calls.close(raw);
        } finally {
            closing.remove(here);
        }
    }

    private void abortStuck(long patience) {
        long now = nanos.getAsLong();
        closing.stream().filter(c -> now - c.since >= patience).mapToLong(c -> c.device).distinct()
                .forEach(calls::abort);
    }

    /** Too much is stuck: frees what has been so for a second, once a second at most. */
    private void relieve() {
        long now = nanos.getAsLong();
        if (now - lastRelief < PATIENCE) {
            return;
        }
        lastRelief = now;
        Thread thread = new Thread(() -> abortStuck(PATIENCE), "breakwater-fd-relief");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            LOG.error("no thread to free stuck descriptors on", noThread);
        }
    }

    /** The descriptors of one peer. */
    public final class Peer implements FdCloser {
        private final Runnable overfull;
        private final AtomicInteger waiting = new AtomicInteger();
        private final FdLane.Share inMemory = memory.share(waiting);
        private final FdLane.Share inStreams = streams.share(waiting);
        private final FdLane.Share inFiles = files.share(waiting);
        private long waitingSince;
        private boolean told;

        private Peer(Runnable overfull) {
            this.overfull = overfull;
        }

        /** How many of its descriptors are given up and not closed yet. */
        public int waiting() {
            return waiting.get();
        }

        @Override
        public void close(int raw) {
            if (waiting.get() == 0) {
                waitingSince = nanos.getAsLong();
            }
            if (!calls.isSharedMemory(raw)) {
                (calls.isStream(raw) ? inStreams : inFiles).add(raw);
            } else if (calls.allocatedBytes(raw) > LARGE) {
                inMemory.add(raw);
            } else {
                calls.close(raw);
                return;
            }
            if (isOverfull()) {
                if (!told) {
                    told = true;
                    overfull.run();
                }
                relieve();
            } else if (files.pending() > TOTAL_LIMIT) {
                relieve();
            }
        }

        private boolean isOverfull() {
            int count = waiting.get();
            return count > HARD_LIMIT
                    || count > LIMIT && nanos.getAsLong() - waitingSince > PATIENCE;
        }
    }
}
