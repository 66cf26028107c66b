package org.breakwater.shm;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.protocol.wire.Fd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where mappings and descriptors end. Freeing a large pool takes milliseconds and goes to a thread.
 * A descriptor that is not shmem may block for ever in close, so it goes to another thread, which
 * is never needed for anything else. The threads end when they have nothing to do.
 */
final class Disposal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);
    private static final long LARGE = 1 << 20;
    private static final int QUEUE = 256;

    private final KernelCalls kernel;
    private final AtomicInteger pending = new AtomicInteger();
    private final ThreadPoolExecutor memory = thread("breakwater-pool-closer");
    private final ThreadPoolExecutor foreign = thread("breakwater-fd-closer");
    private int leaked;

    Disposal(KernelCalls kernel) {
        this.kernel = kernel;
    }

    private static ThreadPoolExecutor thread(String name) {
        ThreadFactory daemon = task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE), daemon);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** Unmaps what was a pool's mapping. */
    void unmap(PoolMapping mapping) {
        if (mapping.mappedBytes() <= LARGE) {
            mapping.unmap();
        } else {
            defer(mapping::unmap);
        }
    }

    /** Closes the descriptor of a pool of {@code size} bytes, known to be shmem. */
    void close(Fd fd, long size) {
        int raw = fd.release();
        if (size <= LARGE) {
            kernel.close(raw);
        } else {
            defer(() -> kernel.close(raw));
        }
    }

    private void defer(Runnable task) {
        if (!handOver(memory, task)) {
            task.run();
        }
    }

    /** Closes a descriptor of which nothing is known. Never blocks. */
    void closeForeign(Fd fd) {
        int raw = fd.release();
        if (!handOver(foreign, () -> kernel.close(raw))) {
            leaked++;
            LOG.warn("left fd {} open: {} closes are stuck ({} left open so far)", raw, QUEUE,
                    leaked);
        }
    }

    private boolean handOver(ThreadPoolExecutor thread, Runnable task) {
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

    /** Whether everything handed over is done; descriptors that are stuck in close count. */
    boolean isIdle() {
        return pending.get() == 0;
    }

    /** Takes nothing more on threads; what is queued is still done. */
    @Override
    public void close() {
        memory.shutdown();
        foreign.shutdown();
    }
}
