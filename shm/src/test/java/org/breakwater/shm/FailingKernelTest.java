package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    void aFileThatMayNeverAnswerIsAskedNothing() throws Exception {
        List<String> asked = new ArrayList<>();
        DelegatingKernel kernel = new DelegatingKernel() {
            @Override
            public long size(int fd) {
                asked.add("size");
                return linux.size(fd);
            }

            @Override
            public boolean isHugetlb(int fd) {
                asked.add("isHugetlb");
                return linux.isHugetlb(fd);
            }

            @Override
            public long map(int fd, long length, int flags) {
                asked.add("map");
                return linux.map(fd, length, flags);
            }

            @Override
            public long pread(int fd, long address, long count, long offset) {
                asked.add("pread");
                return linux.pread(fd, address, count, offset);
            }
        };
        Path regular = Files.createTempFile(Path.of("target"), NAME, null);
        try (ShmMapper mapper = new ShmMapper(kernel, everything, ReadPolicy.DEFAULT);
                Memfd file = Memfd.create(NAME, SIZE)) {
            for (String path : List.of(regular.toString(), "/dev/zero", "/proc/self/maps", "/")) {
                List<Integer> closed = new ArrayList<>();
                Fd own = NativeFds.open(path, NativeFds.O_RDONLY);
                int raw = own.release();
                Fd fd = Fd.own(raw, closed::add);
                assertThrows(UnusableFdException.class, () -> mapper.adopt(fd, SIZE, account));
                assertEquals(List.of(raw), closed, path);
                assertEquals(List.of(), asked, path);
                Native.close(raw);
            }
            mapper.adopt(NativeFds.dup(file.raw()), SIZE, account).drop();
            assertFalse(asked.isEmpty());
        } finally {
            Files.delete(regular);
        }
        PoolBench.assertNoTrace(NAME);
    }

    @Test
    void aLargePoolIsUnmappedOnAnotherThread() throws Exception {
        Thread loop = Thread.currentThread();
        List<Thread> unmappedBy = new CopyOnWriteArrayList<>();
        DelegatingKernel kernel = new DelegatingKernel() {
            @Override
            public void unmap(long address, long length) {
                unmappedBy.add(Thread.currentThread());
                linux.unmap(address, length);
            }
        };
        int large = 4 << 20;
        try (ShmMapper mapper = new ShmMapper(kernel, new Capabilities(false, 0, true),
                ReadPolicy.DEFAULT);
                Memfd file = Memfd.create(NAME, large)) {
            file.addSeals(Memfd.SEAL_SHRINK);
            mapper.adopt(NativeFds.dup(file.raw()), SIZE, account).drop();
            assertEquals(List.of(loop), unmappedBy);
            mapper.adopt(NativeFds.dup(file.raw()), large, account).drop();
            PoolBench.awaitIdle(mapper);
            assertEquals(2, unmappedBy.size());
            assertNotSame(loop, unmappedBy.get(1));
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
                Extent extent = new Extent(0, 1 << 20);
                read(bench.pool, extent, sink, 20_000);
                long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                read(bench.pool, extent, sink, 1000);
                long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                assertTrue(after - before < 1000, kind + " allocates " + (after - before)
                        + " bytes in 1000 reads");
            }
        }
    }

    private static void read(PoolMemory pool, Extent extent, PixelSink sink, int times) {
        for (int i = 0; i < times; i++) {
            pool.read(extent, i % 64, 4096, 64, 16, sink);
        }
    }
}
