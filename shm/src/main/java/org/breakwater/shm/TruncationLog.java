package org.breakwater.shm;

import java.util.function.LongSupplier;
import org.breakwater.protocol.server.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that a client's file is too short: once for a pool, and not more than once a second. */
final class TruncationLog {
    private static final Logger LOG = LoggerFactory.getLogger(TruncationLog.class);
    private static final long INTERVAL = 1_000_000_000L;

    private final LongSupplier clock;
    private boolean silent;
    private long silentSince;
    private long suppressed;

    /** @param clock monotonic nanoseconds */
    TruncationLog(LongSupplier clock) {
        this.clock = clock;
    }

    void truncated(Resource buffer, PoolMemory pool, long missing) {
        if (pool.truncationsSeen() != 1) {
            return;
        }
        long now = clock.getAsLong();
        if (silent && now - silentSince < INTERVAL) {
            suppressed++;
            return;
        }
        LOG.warn("client {}: {} reaches {} bytes past the end of its file, which read as zero"
                + " (pool of {} bytes, {}; {} more pools unmentioned)", buffer.client().pid(),
                buffer, missing, pool.size(), pool.kind(), suppressed);
        silent = true;
        silentSince = now;
        suppressed = 0;
    }
}
