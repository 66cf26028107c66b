package org.breakwater.protocol.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the descriptors end that peers have sent. Nothing is known of such a descriptor but that it may be a
 * file that never answers (one of a stalled FUSE file system is enough), and then {@code close}, which asks
 * the file to flush, never returns. So the first touch is one that the kernel answers by itself:
 *
 * <ul>
 * <li>shared memory, which most are, is closed at once; large files, whose pages take milliseconds to free,
 *     on a thread of their own;
 * <li>pipes and sockets, the ends of data transfers, on threads that nothing else can hold up;
 * <li>everything else on other threads.
 * </ul>
 *
 * <p>Each peer occupies one thread of a kind at most, and may have {@link #LIMIT} descriptors waiting; what
 * happens past that is the peer's {@code overfull}. The threads are daemons.
 */
public final class ForeignFds implements AutoCloseable {
    /** Descriptors of one peer that wait to be closed. */
    public static final int LIMIT = 256;
    private static final Logger LOG = LoggerFactory.getLogger(ForeignFds.class);
    private static final int THREADS = 8;
    private static final long LARGE = 1 << 20;
    private static final long PATIENCE_MILLIS = 1_000;

    private final FdCalls calls;
    private final FdLane memory;
    private final FdLane streams;
    private final FdLane files;

    public ForeignFds() {
        this(new LinuxFdCalls());
    }

    ForeignFds(FdCalls calls) {
        this.calls = calls;
        this.memory = new FdLane("breakwater-memory-closer", 1, calls::close);
        this.streams = new FdLane("breakwater-stream-closer", THREADS, calls::close);
        this.files = new FdLane("breakwater-fd-closer", THREADS, calls::close);
    }

    /**
     * For the descriptors of one peer, to be closed on the thread that this is called on. {@code overfull} is
     * run there, once, when too many of them do not end.
     */
    public FdCloser from(Runnable overfull) {
        return new Peer(overfull);
    }

    /** Descriptors given up and not closed yet: those that are stuck, and those behind them. */
    public int pending() {
        return memory.pending() + streams.pending() + files.pending();
    }

    /** Waits until nothing is pending, or the time is up. Not for the loop while it serves clients. */
    public boolean awaitIdle(long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            return memory.awaitIdle(deadline) && streams.awaitIdle(deadline) && files.awaitIdle(deadline);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits a moment for what is pending. What is stuck stays so; its threads do not keep the JVM. */
    @Override
    public void close() {
        if (!awaitIdle(PATIENCE_MILLIS)) {
            LOG.warn("{} descriptors of clients do not close", pending());
        }
    }

    private final class Peer implements FdCloser {
        private final Runnable overfull;
        private final AtomicInteger waiting = new AtomicInteger();
        private final FdLane.Share inMemory = memory.share(waiting);
        private final FdLane.Share inStreams = streams.share(waiting);
        private final FdLane.Share inFiles = files.share(waiting);
        private boolean told;

        Peer(Runnable overfull) {
            this.overfull = overfull;
        }

        @Override
        public void close(int raw) {
            if (!calls.isSharedMemory(raw)) {
                (calls.isStream(raw) ? inStreams : inFiles).add(raw);
            } else if (calls.allocatedBytes(raw) > LARGE) {
                inMemory.add(raw);
            } else {
                calls.close(raw);
                return;
            }
            if (waiting.get() > LIMIT && !told) {
                told = true;
                overfull.run();
            }
        }
    }
}
