package org.breakwater.shm;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where mappings end. Freeing the pages of a large pool takes milliseconds and goes to a thread,
 * which ends when it has nothing to do. Descriptors look after themselves: see
 * {@link org.breakwater.protocol.wire.Fd}.
 */
final class Disposal implements AutoCloseable {
    private static final long LARGE = 1 << 20;
    private static final int QUEUE = 256;

    private final AtomicInteger pending = new AtomicInteger();
    private final ThreadPoolExecutor thread;

    Disposal() {
        ThreadFactory daemon = task -> {
            Thread created = new Thread(task, "breakwater-pool-closer");
            created.setDaemon(true);
            return created;
        };
        thread = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE), daemon);
        thread.allowCoreThreadTimeOut(true);
    }

    /** Unmaps what was a pool's mapping. */
    void unmap(PoolMapping mapping) {
        if (mapping.mappedBytes() <= LARGE || !handOver(mapping::unmap)) {
            mapping.unmap();
        }
    }

    private boolean handOver(Runnable task) {
        pending.incrementAndGet();
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } finally {
                    pending.decrementAndGet();
                }
            });
            return true;
        } catch (RejectedExecutionException full) {
            pending.decrementAndGet();
            return false;
        }
    }

    /** Whether everything handed over is done. */
    boolean isIdle() {
        return pending.get() == 0;
    }

    /** Takes nothing more on the thread; what is queued is still done. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
