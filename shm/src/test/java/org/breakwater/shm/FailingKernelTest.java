package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.Fd;
import org.junit.jupiter.api.Test;

/** System calls that fail, fall short or do not come back. */
class FailingKernelTest {
    private final Account account = Account.unlimited();
    private static final int SIZE = 8192;
    private static final String NAME = "failing-kernel";
    private static final int EIO = 5;
    private static final int ENOMEM = 12;

    private final Capabilities everything = new Capabilities(PoolBench.HERE.exactGuard(), 0, true);

    @Test
    void shortReadsAreContinued() throws Exception {
        DelegatingKernel kernel = new DelegatingKernel() {
            @Override
            public long pread(int fd, long address, long count, long offset) {
                return linux.pread(fd, address, Math.min(count, 7), offset);
            }
        };
        try (ShmMapper mapper = new ShmMapper(kernel, Capabilities.NONE, ReadPolicy.DEFAULT);
                Memfd file = Memfd.writable(NAME, SIZE)) {
            for (int i = 0; i < SIZE; i++) {
                file.buffer().put(i, PoolBench.pattern(i));
            }
            PoolMemory pool = mapper.adopt(NativeFds.dup(file.raw()), SIZE, account);
            PoolBench.Rows rows = PoolBench.read(pool, 5, 1000, 1000, 8);
            assertEquals(0, rows.missing());
            for (int i = 0; i < 8000; i++) {
                assertEquals(PoolBench.pattern(5 + i), rows.bytes()[i]);
            }
            pool.drop();
        }
    }

    @Test
    void whatCannotBeReadIsZero() throws Exception {
        boolean[] broken = {false};
        DelegatingKernel kernel = new DelegatingKernel() {
            @Override
            public long pread(int fd, long address, long count, long offset) {
                return broken[0] ? -EIO : linux.pread(fd, address, count, offset);
            }
        };
        try (ShmMapper mapper = new ShmMapper(kernel, Capabilities.NONE, ReadPolicy.DEFAULT);
                Memfd file = Memfd.writable(NAME, SIZE)) {
            file.buffer().put(0, (byte) 9);
            PoolMemory pool = mapper.adopt(NativeFds.dup(file.raw()), SIZE, account);
            assertEquals(9, PoolBench.read(pool, 0, SIZE, SIZE, 1).bytes()[0]);
            broken[0] = true;
            PoolBench.Rows rows = PoolBench.read(pool, 0, SIZE, SIZE, 1);
            assertEquals(0, rows.bytes()[0]);
            assertEquals(SIZE, rows.missing());
            pool.drop();
        }
    }

    @Test
    void whatCannotBeMappedIsCopied() throws Exception {
        DelegatingKernel kernel = new DelegatingKernel() {
            @Override
            public long map(int fd, long length, int flags) {
                return -ENOMEM;
            }
        };
        try (ShmMapper mapper = new ShmMapper(kernel, everything, ReadPolicy.DEFAULT);
                Memfd file = Memfd.sealed(NAME, new byte[SIZE])) {
            PoolMemory pool = mapper.adopt(NativeFds.dup(file.raw()), SIZE, account);
            assertEquals(MappingKind.COPIED, pool.kind());
            assertEquals(0, account.held(Held.MAPPINGS));
            pool.drop();
            assertTrue(account.isEmpty());
        }
    }

    @Test
    void hugePagesAreCopiedWhateverTheSealsSay() throws Exception {
        DelegatingKernel kernel = new DelegatingKernel() {
            @Override
            public boolean isHugetlb(int fd) {
                return true;
            }
        };
        Capabilities all = new Capabilities(true, NoFaultKernel.FLAGS, true);
        try (ShmMapper mapper = new ShmMapper(kernel, all, ReadPolicy.DEFAULT);
                Memfd file = Memfd.sealed(NAME, new byte[SIZE])) {
            PoolMemory pool = mapper.adopt(NativeFds.dup(file.raw()), SIZE, account);
            assertEquals(MappingKind.COPIED, pool.kind());
            pool.resize(2 * SIZE);
            assertEquals(MappingKind.COPIED, pool.kind());
            pool.drop();
        }
    }

    @Test
    void aFileWhoseSizeIsUnknownIsNotSealed() throws Exception {
        DelegatingKernel kernel = new DelegatingKernel() {
            @Override
            public long size(int fd) {
                return -EIO;
            }
        };
        try (ShmMapper mapper = new ShmMapper(kernel, new Capabilities(false, 0, true),
                ReadPolicy.DEFAULT);
                Memfd file = Memfd.sealed(NAME, new byte[SIZE])) {
            PoolMemory pool = mapper.adopt(NativeFds.dup(file.raw()), SIZE, account);
            assertEquals(MappingKind.COPIED, pool.kind());
            pool.drop();
        }
    }

    @Test
    void aCloseThatNeverReturnsBlocksNobody() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        Thread loop = Thread.currentThread();
        DelegatingKernel kernel = new DelegatingKernel() {
            @Override
            public void close(int fd) {
                if (seals(fd) < 0) {
                    assertFalse(loop == Thread.currentThread(), "closed on the loop");
                    try {
                        stuck.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                linux.close(fd);
            }
        };
        try (ShmMapper mapper = new ShmMapper(kernel, everything, ReadPolicy.DEFAULT);
                Memfd file = Memfd.create(NAME, 4 << 20)) {
            int[] raw = new int[20];
            for (int i = 0; i < raw.length; i++) {
                Fd fd = NativeFds.open("/dev/null", Native.O_RDWR);
                raw[i] = fd.raw();
                assertThrows(UnusableFdException.class, () -> mapper.adopt(fd, SIZE, account));
            }
            Fd large = NativeFds.dup(file.raw());
            int largeRaw = large.raw();
            mapper.adopt(large, 4 << 20, account).drop();
            long deadline = System.nanoTime() + 10_000_000_000L;
            while (NativeFds.isOpen(largeRaw)) {
                assertTrue(System.nanoTime() < deadline, "a pool waits for foreign descriptors");
                Thread.onSpinWait();
            }
            assertTrue(NativeFds.isOpen(raw[0]));
            assertFalse(mapper.isIdle());
            stuck.countDown();
            PoolBench.awaitIdle(mapper);
            for (int fd : raw) {
                assertFalse(NativeFds.isOpen(fd));
            }
        }
        PoolBench.assertNoTrace(NAME);
    }

    @Test
    void readsAllocateNothing() throws Exception {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        PixelSink sink = (address, stride, first, rows) -> { };
        for (MappingKind kind : PoolBench.shrinkableKinds()) {
            try (PoolBench bench = new PoolBench(kind, 1 << 20)) {
                read(bench.pool, sink, 20_000);
                long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                read(bench.pool, sink, 1000);
                long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                assertTrue(after - before < 1000, kind + " allocates " + (after - before)
                        + " bytes in 1000 reads");
            }
        }
    }

    private static void read(PoolMemory pool, PixelSink sink, int times) {
        for (int i = 0; i < times; i++) {
            pool.read(i % 64, 4096, 64, 16, sink);
        }
    }
}
