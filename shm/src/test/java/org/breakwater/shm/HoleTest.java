package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.protocol.server.Account;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading what was never written gives zeros and leaves the file as small as it was. */
class HoleTest {
    private static final String NAME = "hole-test";
    private static final int SIZE = 256 << 20;
    private static final int STRIDE = 4096 * 3;
    private static final int WRITTEN = 128 << 20;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readingAHoleTakesNoMemory(boolean sealed) throws Exception {
        Account account = Account.unlimited();
        ShmMapper mapper = new ShmMapper(PoolBench.HERE, ReadPolicy.DEFAULT);
        try (Memfd file = Memfd.writable(NAME, SIZE)) {
            if (sealed) {
                file.addSeals(Memfd.SEAL_SHRINK);
            }
            file.buffer().putInt(WRITTEN, 0x01020304);
            file.buffer().putInt(WRITTEN + 2 * STRIDE, 0x05060708);
            long before = file.allocated();
            PoolMemory pool = mapper.adopt(NativeFds.dup(file.raw()), SIZE, account);
            for (int offset = 0; offset < SIZE - 16 * STRIDE; offset += 16 << 20) {
                read(pool, offset, 16);
            }
            assertEquals(before, file.allocated());
            assertEquals(0x01020304L + 0x05060708L, read(pool, WRITTEN, 3));
            assertEquals(0x01020304L, read(pool, WRITTEN, 1), "with nothing but what is there");
            assertEquals(before, file.allocated());

            pool.freeze();
            file.punchHole(WRITTEN, 4096);
            assertEquals(0x05060708L, read(pool, WRITTEN, 3), "without what was taken away");
            assertEquals(before - 4096, file.allocated());
            pool.drop();
        }
        PoolBench.awaitIdle(mapper);
        mapper.close();
        PoolBench.assertNoTrace(NAME);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAClientTakesAwayAgainIsNoticedWithinASpell(boolean sealed) throws Exception {
        int side = 1 << 20;
        Account account = Account.unlimited();
        ShmMapper mapper = new ShmMapper(PoolBench.HERE, ReadPolicy.DEFAULT);
        try (Memfd file = Memfd.writable(NAME, SIZE)) {
            if (sealed) {
                file.addSeals(Memfd.SEAL_SHRINK);
            }
            for (int at = 0; at < 2 * side; at += 4096) {
                file.buffer().putInt(at, at);
            }
            PoolMemory pool = mapper.adopt(NativeFds.dup(file.raw()), SIZE, account);
            Extent first = new Extent(0, side);
            Extent second = new Extent(side, side);
            pool.read(first, 0, side, side, 1, (address, stride, row, rows) -> { });
            pool.read(second, side, side, side, 1, (address, stride, row, rows) -> { });
            file.punchHole(0, 2 * side);
            assertEquals(0, file.allocated());
            for (long read = 0; read < ShmMapper.SPELL_BYTES; read += side) {
                pool.read(first, 0, side, side, 1, (address, stride, row, rows) -> { });
            }
            long[] sum = new long[1];
            pool.read(second, side, side, side, 1, (address, stride, row, rows) -> {
                for (int at = 0; at < side; at += 4096) {
                    sum[0] += Native.view(address, side).getInt(at);
                }
            });
            assertEquals(0, sum[0]);
            assertTrue(file.allocated() <= side, "filled again: " + file.allocated());
            pool.drop();
        }
        PoolBench.awaitIdle(mapper);
        mapper.close();
        PoolBench.assertNoTrace(NAME);
    }

    /** The sum of the first pixels of the rows. */
    private static long read(PoolMemory pool, int offset, int rows) {
        long[] sum = new long[1];
        Extent extent = new Extent(offset, PoolMapping.span(STRIDE, 4096, rows));
        pool.read(extent, offset, STRIDE, 4096, rows, (address, stride, first, count) -> {
            for (int row = 0; row < count; row++) {
                sum[0] += Native.view(address + (long) row * stride, 4).getInt(0);
            }
        });
        return sum[0];
    }
}
