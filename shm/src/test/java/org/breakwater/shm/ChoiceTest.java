package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.wire.Fd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which descriptors become pools, and of which kind. */
class ChoiceTest {
    private final Account account = Account.unlimited();
    private static final int SIZE = 8192;
    private static final String NAME = "choice-test";
    private final MappingKind unsealed =
            PoolBench.HERE.exactGuard() ? MappingKind.GUARDED : MappingKind.COPIED;
    private final ShmMapper mapper = new ShmMapper(PoolBench.HERE, ReadPolicy.DEFAULT);

    @AfterEach
    void nothingIsLeft() throws Exception {
        assertTrue(account.isEmpty(), account::toString);
        PoolBench.awaitIdle(mapper);
        mapper.close();
        PoolBench.assertNoTrace(NAME);
    }

    private PoolMemory adopt(Memfd file) throws UnusableFdException {
        return mapper.adopt(NativeFds.dup(file.raw()), SIZE, account);
    }

    @Test
    void capabilitiesOfThisMachine() {
        int release = Runtime.version().feature();
        if (release < 21) {
            assertFalse(PoolBench.HERE.exactGuard());
        }
        if (release >= 25) {
            assertTrue(PoolBench.HERE.exactGuard());
        }
        assertEquals(0, PoolBench.HERE.noFaultFlags());
    }

    @Test
    void strictOvercommitMakesEvenSealedFilesUnsafe() throws Exception {
        Path mode = Files.createTempFile("overcommit", null);
        try {
            Files.writeString(mode, "0\n");
            assertTrue(Capabilities.probeHoles(mode));
            Files.writeString(mode, "2\n");
            assertFalse(Capabilities.probeHoles(mode));
        } finally {
            Files.delete(mode);
        }
        assertFalse(Capabilities.probeHoles(mode));
        try (ShmMapper strict = new ShmMapper(Capabilities.NONE, ReadPolicy.DEFAULT);
                Memfd file = Memfd.sealed(NAME, new byte[SIZE])) {
            PoolMemory pool = strict.adopt(NativeFds.dup(file.raw()), SIZE, account);
            assertEquals(MappingKind.COPIED, pool.kind());
            pool.drop();
        }
    }

    @Test
    void unsealed() throws Exception {
        try (Memfd file = Memfd.create(NAME, SIZE)) {
            PoolMemory pool = adopt(file);
            assertEquals(unsealed, pool.kind());
            pool.drop();
        }
    }

    @Test
    void sealed() throws Exception {
        try (Memfd file = Memfd.sealed(NAME, new byte[] {1, 2, 3, 4})) {
            PoolMemory pool = mapper.adopt(NativeFds.dup(file.raw()), 4, account);
            assertEquals(MappingKind.SEALED, pool.kind());
            assertArrayEquals(new byte[] {2, 3}, PoolBench.read(pool, 1, 2, 2, 1).bytes());
            pool.drop();
        }
    }

    @Test
    void sealedAndThenHolesPunched() throws Exception {
        try (Memfd file = Memfd.writable(NAME, SIZE)) {
            file.buffer().put(0, (byte) 1);
            file.addSeals(Memfd.SEAL_SHRINK);
            PoolMemory pool = adopt(file);
            assertEquals(MappingKind.SEALED, pool.kind());
            assertEquals(1, PoolBench.read(pool, 0, 1, 1, 1).bytes()[0]);
            file.punchHole(0, SIZE);
            assertArrayEquals(new byte[SIZE], PoolBench.read(pool, 0, SIZE, SIZE, 1).bytes());
            pool.drop();
        }
    }

    @Test
    void sealedButShorterThanThePool() throws Exception {
        try (Memfd file = Memfd.sealed(NAME, new byte[SIZE - 1])) {
            PoolMemory pool = adopt(file);
            assertEquals(unsealed, pool.kind());
            assertEquals(1, PoolBench.read(pool, 0, SIZE, SIZE, 1).missing());
            pool.drop();
        }
    }

    @Test
    void sealedAndThenResizedPastTheEndOfTheFile() throws Exception {
        try (Memfd file = Memfd.writable(NAME, SIZE)) {
            file.buffer().put(SIZE - 1, (byte) 7);
            file.addSeals(Memfd.SEAL_SHRINK);
            PoolMemory pool = adopt(file);
            assertEquals(MappingKind.SEALED, pool.kind());
            pool.resize(1 << 20);
            assertEquals(unsealed, pool.kind());
            PoolBench.Rows rows = PoolBench.read(pool, SIZE - 1, 4096, 4096, 100);
            assertEquals(7, rows.bytes()[0]);
            assertEquals(409_599, rows.missing());
            file.truncate(1 << 20);
            pool.resize(1 << 20);
            assertEquals(MappingKind.SEALED, pool.kind());
            pool.drop();
        }
    }

    @Test
    void sealsAddedLaterCountFromTheNextResize() throws Exception {
        try (Memfd file = Memfd.create(NAME, SIZE)) {
            PoolMemory pool = adopt(file);
            file.addSeals(Memfd.SEAL_SHRINK);
            assertEquals(unsealed, pool.kind());
            pool.resize(SIZE);
            assertEquals(MappingKind.SEALED, pool.kind());
            pool.drop();
        }
    }

    @Test
    void writeSealsAndReadOnlyDescriptorsServe() throws Exception {
        for (int seal : new int[] {Memfd.SEAL_WRITE, Memfd.SEAL_FUTURE_WRITE,
            Memfd.SEAL_WRITE | Memfd.SEAL_SHRINK}) {
            try (Memfd file = Memfd.create(NAME, SIZE)) {
                file.addSeals(seal);
                PoolMemory pool = adopt(file);
                assertEquals((seal & Memfd.SEAL_SHRINK) != 0 ? MappingKind.SEALED : unsealed,
                        pool.kind());
                assertEquals(0, PoolBench.read(pool, 0, SIZE, SIZE, 1).missing());
                pool.drop();
            }
        }
        try (Memfd file = Memfd.create(NAME, SIZE)) {
            Fd fd = NativeFds.reopen(file.raw(), NativeFds.O_RDONLY);
            PoolMemory pool = mapper.adopt(fd, SIZE, account);
            assertEquals(unsealed, pool.kind());
            assertEquals(0, PoolBench.read(pool, 0, SIZE, SIZE, 1).missing());
            file.truncate(0);
            assertEquals(SIZE, PoolBench.read(pool, 0, SIZE, SIZE, 1).missing());
            pool.drop();
        }
    }

    @Test
    void aFileInDevShmIsSharedMemory() throws Exception {
        Path path = Files.createTempFile(Path.of("/dev/shm"), NAME, null);
        try {
            Files.write(path, new byte[SIZE]);
            PoolMemory pool = mapper.adopt(NativeFds.open(path.toString(), Native.O_RDWR), SIZE,
                    account);
            assertEquals(unsealed, pool.kind());
            assertEquals(0, PoolBench.read(pool, 0, SIZE, SIZE, 1).missing());
            pool.drop();
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void hugetlbFilesAreNeverMapped() throws Exception {
        int fd = NativeFds.hugetlb(NAME);
        assumeTrue(fd >= 0, "this kernel has no hugetlb");
        Native.fcntl(fd, Native.F_ADD_SEALS, Memfd.SEAL_SHRINK);
        PoolMemory pool = mapper.adopt(Fd.own(fd), SIZE, account);
        assertEquals(MappingKind.COPIED, pool.kind());
        assertEquals(SIZE, PoolBench.read(pool, 0, SIZE, SIZE, 1).missing());
        pool.drop();
    }

    @Test
    void otherDescriptorsAreRefusedAndClosed() throws Exception {
        Fd[] pipe = NativeFds.pipe();
        Fd[] sockets = NativeFds.socketpair();
        Path regular = Files.createTempFile(Path.of("target"), NAME, null);
        try (Memfd file = Memfd.create(NAME, SIZE)) {
            assertRefused(pipe[0]);
            assertRefused(pipe[1]);
            assertRefused(sockets[0]);
            assertRefused(sockets[1]);
            assertRefused(NativeFds.eventfd());
            assertRefused(NativeFds.epoll());
            assertRefused(NativeFds.open("/", NativeFds.O_DIRECTORY));
            assertRefused(NativeFds.open("/dev/shm", NativeFds.O_DIRECTORY));
            assertRefused(NativeFds.open("/dev/null", Native.O_RDWR));
            assertRefused(NativeFds.open("/dev/zero", Native.O_RDWR));
            assertRefused(NativeFds.open("/proc/self/maps", NativeFds.O_RDONLY));
            assertRefused(NativeFds.reopen(file.raw(), Native.O_PATH));
            assertRefused(NativeFds.reopen(file.raw(), Native.O_WRONLY));
            assertRefused(Fd.own(1_000_000));
            assertNotEquals("tmpfs", Files.getFileStore(regular).type(),
                    "needs a build directory that is not shared memory");
            assertRefused(NativeFds.open(regular.toString(), Native.O_RDWR));
        } finally {
            Files.delete(regular);
        }
    }

    private void assertRefused(Fd fd) {
        int raw = fd.raw();
        assertThrows(UnusableFdException.class, () -> mapper.adopt(fd, SIZE, account));
        PoolBench.awaitIdle(mapper);
        assertFalse(NativeFds.isOpen(raw));
    }

    @ParameterizedTest
    @EnumSource(ReadPolicy.Strategy.class)
    void aForcedStrategyIsTakenWhereItIsSafe(ReadPolicy.Strategy strategy) throws Exception {
        ReadPolicy policy = new ReadPolicy(strategy, ReadPolicy.AfterRegrow.REVEAL,
                ReadPolicy.OnTruncation.ZERO_FILL);
        try (ShmMapper forced = new ShmMapper(PoolBench.HERE, policy);
                Memfd open = Memfd.create(NAME, SIZE);
                Memfd sealed = Memfd.sealed(NAME, new byte[SIZE])) {
            PoolMemory unsealedPool = forced.adopt(NativeFds.dup(open.raw()), SIZE, account);
            PoolMemory sealedPool = forced.adopt(NativeFds.dup(sealed.raw()), SIZE, account);
            MappingKind guarded =
                    PoolBench.HERE.exactGuard() ? MappingKind.GUARDED : MappingKind.COPIED;
            switch (strategy) {
                case AUTO -> {
                    assertEquals(unsealed, unsealedPool.kind());
                    assertEquals(MappingKind.SEALED, sealedPool.kind());
                }
                case SEALED -> {
                    assertEquals(MappingKind.COPIED, unsealedPool.kind());
                    assertEquals(MappingKind.SEALED, sealedPool.kind());
                }
                case GUARDED -> {
                    assertEquals(guarded, unsealedPool.kind());
                    assertEquals(guarded, sealedPool.kind());
                }
                case NO_FAULT, COPIED -> {
                    assertEquals(MappingKind.COPIED, unsealedPool.kind());
                    assertEquals(MappingKind.COPIED, sealedPool.kind());
                }
            }
            unsealedPool.drop();
            sealedPool.drop();
        }
    }

    @Test
    void theLedgerCounts() throws Exception {
        try (Memfd file = Memfd.sealed(NAME, new byte[SIZE])) {
            PoolMemory pool = adopt(file);
            assertEquals("fds=1 pools=1 pool-bytes=8192 mappings=1 mapped-bytes=8192",
                    account.toString());
            pool.bufferCreated();
            pool.freeze();
            pool.drop();
            assertEquals("fds=1 pools=1 pool-bytes=8192 buffers=1 mappings=1 mapped-bytes=8192",
                    account.toString());
            pool.bufferDestroyed();
            assertTrue(account.isEmpty());
        }
    }

    @Test
    void aLargePoolIsGivenBackToo() throws Exception {
        int large = 64 << 20;
        try (Memfd file = Memfd.create(NAME, large)) {
            file.addSeals(Memfd.SEAL_SHRINK);
            PoolMemory pool = mapper.adopt(NativeFds.dup(file.raw()), large, account);
            assertEquals(MappingKind.SEALED, pool.kind());
            pool.drop();
        }
    }
}
