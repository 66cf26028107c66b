package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the client does to the size of its file: its bytes, or zeros, and nothing else. */
class TruncationTest {
    private static final int SIZE = 16 * 4096;
    private static final int[] LENGTHS = {0, 1, 12, 4095, 4096, 4097, SIZE / 2 + 5, SIZE - 1};

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#shrinkableKinds")
    void whatIsPastTheEndIsZero(MappingKind kind) throws Exception {
        for (int length : LENGTHS) {
            try (PoolBench bench = new PoolBench(kind, SIZE)) {
                bench.file.truncate(length);
                PoolBench.Rows whole = bench.read(0, SIZE, SIZE, 1);
                bench.assertRows(whole, 0, SIZE, SIZE, length);
                assertEquals(SIZE - length, whole.missing());
                assertEquals(1, bench.pool.truncationsSeen());
                PoolBench.Rows tight = bench.read(0, 1024, 1024, SIZE / 1024);
                bench.assertRows(tight, 0, 1024, 1024, length);
                assertEquals(SIZE - length, tight.missing());
                PoolBench.Rows smallGap = bench.read(4, 1024, 1000, SIZE / 1024);
                bench.assertRows(smallGap, 4, 1024, 1000, length);
                PoolBench.Rows wideGap = bench.read(3, 8192, 17, SIZE / 8192);
                bench.assertRows(wideGap, 3, 8192, 17, length);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#shrinkableKinds")
    void aFaultAtTheFirstOrLastByteIsCaught(MappingKind kind) throws Exception {
        try (PoolBench bench = new PoolBench(kind, SIZE)) {
            for (int length : LENGTHS) {
                bench.file.truncate(SIZE);
                bench.fill(0, SIZE);
                bench.file.truncate(length);
                for (int at : new int[] {0, length - 1, length, length + 1, SIZE - 1}) {
                    if (at >= 0 && at < SIZE) {
                        PoolBench.Rows one = bench.read(at, 1, 1, 1);
                        bench.assertRows(one, at, 1, 1, length);
                        assertEquals(at < length ? 0 : 1, one.missing());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#shrinkableKinds")
    void anUntruncatedFileMissesNothing(MappingKind kind) throws Exception {
        try (PoolBench bench = new PoolBench(kind, SIZE)) {
            PoolBench.Rows rows = bench.read(1, 5000, 4001, 13);
            bench.assertRows(rows, 1, 5000, 4001, SIZE);
            assertEquals(0, rows.missing());
            assertEquals(0, bench.pool.truncationsSeen());
        }
    }

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#shrinkableKinds")
    void aRegrownFileIsRevealedAtTheNextRead(MappingKind kind) throws Exception {
        try (PoolBench bench = new PoolBench(kind, SIZE)) {
            bench.file.truncate(100);
            bench.assertRows(bench.read(0, SIZE, SIZE, 1), 0, SIZE, SIZE, 100);
            bench.file.truncate(SIZE);
            bench.fill(0, SIZE);
            PoolBench.Rows regrown = bench.read(0, SIZE, SIZE, 1);
            bench.assertRows(regrown, 0, SIZE, SIZE, SIZE);
            assertEquals(0, regrown.missing());
        }
    }

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#shrinkableKinds")
    void stickyZerosStayUntilTheResize(MappingKind kind) throws Exception {
        try (PoolBench bench = new PoolBench(kind, SIZE, ReadPolicy.AfterRegrow.ZEROS)) {
            bench.file.truncate(4096 + 100);
            bench.read(0, SIZE, SIZE, 1);
            bench.file.truncate(SIZE);
            bench.fill(0, SIZE);
            bench.assertRows(bench.read(0, SIZE, SIZE, 1), 0, SIZE, SIZE, 8192);
            bench.assertRows(bench.read(5, 3000, 1001, 20), 5, 3000, 1001, 8192);
            bench.pool.resize(SIZE);
            bench.assertRows(bench.read(0, SIZE, SIZE, 1), 0, SIZE, SIZE, SIZE);
        }
    }

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#copyingKinds")
    void stickyZerosStayWhereTheyWereSeenOnly(MappingKind kind) throws Exception {
        try (PoolBench bench = new PoolBench(kind, SIZE, ReadPolicy.AfterRegrow.ZEROS)) {
            bench.file.truncate(0);
            bench.read(4096, 4096, 4096, 1);
            bench.file.truncate(SIZE);
            bench.fill(0, SIZE);
            byte[] bytes = bench.read(0, SIZE, SIZE, 1).bytes();
            for (int i = 0; i < SIZE; i++) {
                assertEquals(i >> 12 == 1 ? 0 : PoolBench.pattern(i), bytes[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#shrinkableKinds")
    void aPunchedHoleIsZeroAndNotMissing(MappingKind kind) throws Exception {
        try (PoolBench bench = new PoolBench(kind, SIZE)) {
            bench.file.punchHole(0, SIZE);
            PoolBench.Rows rows = bench.read(0, SIZE, SIZE, 1);
            bench.assertRows(rows, 0, SIZE, SIZE, 0);
            assertEquals(0, rows.missing());
        }
    }

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#shrinkableKinds")
    void aFileShorterThanThePoolFromTheStart(MappingKind kind) throws Exception {
        try (PoolBench bench = new PoolBench(kind, SIZE)) {
            bench.pool.resize(4 * SIZE);
            PoolBench.Rows rows = bench.read(0, 4096, 4096, 4 * SIZE / 4096);
            bench.assertRows(rows, 0, 4096, 4096, SIZE);
            assertEquals(3 * SIZE, rows.missing());
        }
    }

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#shrinkableKinds")
    void bandsOfALargeReadShowNoPoison(MappingKind kind) throws Exception {
        int size = 3 * Staging.BAND_BYTES + 12_345 * 4;
        try (PoolBench bench = new PoolBench(kind, size)) {
            int end = 2 * Staging.BAND_BYTES + 77;
            bench.file.truncate(end);
            int stride = 7680;
            PoolBench.Rows rows = bench.read(0, stride, stride - 40, size / stride);
            bench.assertRows(rows, 0, stride, stride - 40, end);
        }
    }

    @ParameterizedTest
    @MethodSource("org.breakwater.shm.PoolBench#copyingKinds")
    void aFileThatShrinksDuringTheReadsGivesItsBytesOrZeros(MappingKind kind) throws Exception {
        try (PoolBench bench = new PoolBench(kind, SIZE)) {
            AtomicBoolean stop = new AtomicBoolean();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread client = new Thread(() -> shrinkAndGrow(bench.file.raw(), stop, failure));
            client.start();
            long shortReads = 0;
            for (int turn = 0; turn < 3000; turn++) {
                PoolBench.Rows rows = bench.read(turn % 9, 4096, 4096 - turn % 512, 15);
                shortReads += rows.missing() > 0 ? 1 : 0;
                for (int i = 0; i < rows.bytes().length; i++) {
                    byte b = rows.bytes()[i];
                    long at = turn % 9 + (long) (i / (4096 - turn % 512)) * 4096
                            + i % (4096 - turn % 512);
                    if (b != 0 && b != PoolBench.pattern(at)) {
                        assertEquals(0, b, "stale byte at " + at + " in turn " + turn);
                    }
                }
            }
            stop.set(true);
            client.join();
            assertEquals(null, failure.get());
            assertTrue(shortReads > 0, "the race never showed a short file");
        }
    }

    private static void shrinkAndGrow(int fd, AtomicBoolean stop,
            AtomicReference<Throwable> failure) {
        try {
            for (int turn = 0; !stop.get(); turn++) {
                Native.ftruncate(fd, turn * 1021L % SIZE);
                Native.ftruncate(fd, SIZE);
            }
        } catch (Throwable t) {
            failure.set(t);
        }
    }

    @Test
    void aReadOutsideThePoolIsTheCallersMistake() throws Exception {
        try (PoolBench bench = new PoolBench(MappingKind.COPIED, SIZE)) {
            assertOutside(bench, -1, 16, 16, 1);
            assertOutside(bench, SIZE - 15, 16, 16, 1);
            assertOutside(bench, 0, Integer.MAX_VALUE, 16, 3);
            assertOutside(bench, 0, 8, 16, 2);
            assertOutside(bench, 0, 16, -1, 1);
        }
    }

    private static void assertOutside(PoolBench bench, long offset, int stride, int rowBytes,
            int rows) {
        Extent whole = new Extent(0, SIZE);
        assertThrows(IndexOutOfBoundsException.class,
                () -> bench.pool.read(whole, offset, stride, rowBytes, rows, (a, p, f, c) -> { }));
    }
}
