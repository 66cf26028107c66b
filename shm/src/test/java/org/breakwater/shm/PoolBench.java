package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.protocol.server.Account;

/**
 * A client's file, a pool of it that is read in one given way, and a second pool full of poison
 * through which the staging memory is fouled before each read. When it closes, nothing may be left.
 */
final class PoolBench implements AutoCloseable {
    private final Account account = Account.unlimited();
    static final Capabilities HERE = Capabilities.probe();
    static final byte POISON = (byte) 0xA5;
    private static final String NAME = "pool-bench";

    final Memfd file;
    final ShmMapper mapper;
    final PoolMemory pool;
    private final NoFaultKernel noFault;
    private final Memfd poisonFile;
    private final PoolMemory poison;

    /** The kinds that must bear truncation, and can be tried on this JVM. */
    static List<MappingKind> shrinkableKinds() {
        List<MappingKind> kinds = new ArrayList<>(copyingKinds());
        kinds.add(MappingKind.NO_FAULT);
        return kinds;
    }

    /** Those of them that go through staging, and need no kernel of a test's making. */
    static List<MappingKind> copyingKinds() {
        return HERE.exactGuard() ? List.of(MappingKind.COPIED, MappingKind.GUARDED)
                : List.of(MappingKind.COPIED);
    }

    PoolBench(MappingKind kind, int size) throws IOException, UnusableFdException {
        this(kind, size, ReadPolicy.AfterRegrow.REVEAL);
    }

    PoolBench(MappingKind kind, int size, ReadPolicy.AfterRegrow afterRegrow)
            throws IOException, UnusableFdException {
        noFault = kind == MappingKind.NO_FAULT ? new NoFaultKernel() : null;
        Capabilities capabilities = new Capabilities(HERE.exactGuard(),
                noFault == null ? 0 : NoFaultKernel.FLAGS, true);
        mapper = new ShmMapper(noFault == null ? new LinuxKernel() : noFault, capabilities,
                new ReadPolicy(ReadPolicy.Strategy.valueOf(kind.name()), afterRegrow,
                        ReadPolicy.OnTruncation.ZERO_FILL));
        file = Memfd.writable(NAME, size);
        fill(0, size);
        if (kind == MappingKind.SEALED) {
            file.addSeals(Memfd.SEAL_SHRINK);
        }
        pool = mapper.adopt(NativeFds.dup(file.raw()), size, account);
        assertEquals(kind, pool.kind());
        poisonFile = Memfd.writable(NAME + "-poison", size);
        for (int i = 0; i < size; i++) {
            poisonFile.buffer().put(i, POISON);
        }
        poison = mapper.adopt(NativeFds.dup(poisonFile.raw()), size, account);
    }

    /** What {@link #fill} writes at an offset: never 0 and never poison. */
    static byte pattern(long offset) {
        return (byte) (1 + (offset * 31 + (offset >> 12) * 7) % 127);
    }

    void fill(int from, int to) {
        for (int i = from; i < to; i++) {
            file.buffer().put(i, pattern(i));
        }
    }

    /** What a read gave: the rows one after the other, and the bytes found missing. */
    record Rows(byte[] bytes, long missing) {
    }

    Rows read(long offset, int stride, int rowBytes, int rows) {
        if (noFault != null) {
            noFault.touch();
        }
        read(poison, 0, poison.size(), poison.size(), 1);
        return read(pool, offset, stride, rowBytes, rows);
    }

    static Rows read(PoolMemory pool, long offset, int stride, int rowBytes, int rows) {
        byte[] bytes = new byte[rowBytes * rows];
        int[] next = {0};
        Extent extent = new Extent(offset, PoolMapping.span(stride, rowBytes, rows));
        long missing = pool.read(extent, offset, stride, rowBytes, rows, (address, pitch, first, count) -> {
            assertEquals(next[0], first);
            for (int row = 0; row < count; row++) {
                Native.view(address + (long) row * pitch, rowBytes)
                        .get(0, bytes, (first + row) * rowBytes, rowBytes);
            }
            next[0] += count;
        });
        assertEquals(rows, next[0]);
        return new Rows(bytes, missing);
    }

    /** Asserts that these rows show the pattern below {@code end}, and zeros from there on. */
    void assertRows(Rows rows, long offset, int stride, int rowBytes, long end) {
        for (int i = 0; i < rows.bytes.length; i++) {
            long at = offset + (long) (i / rowBytes) * stride + i % rowBytes;
            byte expected = at < end ? pattern(at) : 0;
            if (rows.bytes[i] != expected) {
                assertEquals(expected, rows.bytes[i], pool.kind() + ", offset " + at + ", end "
                        + end);
            }
        }
    }

    @Override
    public void close() throws IOException {
        pool.drop();
        poison.drop();
        file.close();
        poisonFile.close();
        assertTrue(account.isEmpty(), account::toString);
        awaitIdle(mapper);
        mapper.close();
        assertNoTrace(NAME);
    }

    static void awaitIdle(ShmMapper mapper) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!mapper.isIdle()) {
            assertTrue(System.nanoTime() < deadline, "closers are stuck");
            Thread.onSpinWait();
        }
    }

    /** Asserts that no descriptor and no mapping of memfds of this name is left in the process. */
    static void assertNoTrace(String name) throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            assertEquals(List.of(), maps.filter(line -> line.contains("memfd:" + name)).toList());
        }
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            assertEquals(List.of(), fds.map(PoolBench::target)
                    .filter(target -> target.contains("memfd:" + name)).toList());
        }
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
