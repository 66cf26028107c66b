package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlShmPoolProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** wl_shm over a socket: its errors, its lifetimes, and what a truncated file leads to. */
class ShmGlobalTest {
    private static final int INVALID_STRIDE = 1;
    private static final int INVALID_FD = 2;

    @Test
    void announcesItsFormatsAndReleases() throws Exception {
        try (ShmFixture fixture = new ShmFixture()) {
            assertEquals(List.of(0, 1, 0x34324241, 0x34324258, 0x36314752, 0x30335241, 0x30335258),
                    fixture.formats);
            fixture.shm.release();
            fixture.roundtrip();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aPoolNeedsASize(int size) throws Exception {
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.create(ShmFixture.NAME, 4096)) {
            fixture.shm.createPool(file.fd(), size);
            fixture.assertError("wl_shm", INVALID_STRIDE);
        }
    }

    @Test
    void aPipeIsNoPool() throws Exception {
        Fd[] pipe = Fd.pipe();
        try (ShmFixture fixture = new ShmFixture(); Fd read = pipe[0]; Fd write = pipe[1]) {
            fixture.shm.createPool(read, 4096);
            fixture.assertError("wl_shm", INVALID_FD);
            assertTrue(write.isOpen());
        }
    }

    /** A pool of 4096 bytes. */
    @ParameterizedTest
    @CsvSource({
        "0, 32, 32, 128, 0, -1",
        "0, 32, 32, 128, 99, 0",
        "0, 32, 32, 128, 842094158, 0",
        "1, 32, 32, 128, 0, 1",
        "-1, 32, 32, 128, 0, 1",
        "0, 32, 33, 128, 0, 1",
        "0, 32, 32, 32, 0, 1",
        "0, 32, 32, 127, 0, 1",
        "0, 32, 31, 129, 0, 1",
        "0, 0, 32, 128, 0, 1",
        "0, 32, 0, 128, 0, 1",
        "0, -32, 32, 128, 0, 1",
        "0, 32, -32, 128, 0, 1",
        "0, 32, 32, -128, 0, 1",
        "0, 1073741824, 1, 4096, 0, 1",
        "0, 1, 2147483647, 4, 0, 1",
        "2147483647, 32, 32, 128, 0, 1",
        "0, 1, 32768, 131072, 0, 1",
        "0, 64, 32, 128, 909199186, -1",
        "2, 63, 32, 128, 909199186, 1",
        "4092, 1, 1, 4, 0, -1"})
    void createBufferIsChecked(int offset, int width, int height, int stride, int format, int error)
            throws Exception {
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.create(ShmFixture.NAME, 4096)) {
            WlShmPoolProxy pool = fixture.shm.createPool(file.fd(), 4096);
            WlBufferProxy buffer = pool.createBuffer(offset, width, height, stride, format);
            if (error >= 0) {
                fixture.assertError("wl_shm_pool", error);
            } else {
                fixture.roundtrip();
                ShmBuffer made = fixture.buffer(buffer);
                assertEquals(List.of(width, height, stride),
                        List.of(made.width(), made.height(), made.stride()));
                assertEquals(format != 0, made.isOpaque());
            }
        }
    }

    @Test
    void noBufferIsLargerThanATexture() throws Exception {
        int side = ShmFixture.MOST_SIDE;
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.create(ShmFixture.NAME, 8 * side)) {
            WlShmPoolProxy pool = fixture.shm.createPool(file.fd(), 8 * side);
            WlBufferProxy widest = pool.createBuffer(0, side, 1, 4 * side, 1);
            WlBufferProxy highest = pool.createBuffer(0, 1, side, 4, 1);
            fixture.roundtrip();
            assertEquals(side, fixture.buffer(widest).width());
            assertEquals(side, fixture.buffer(highest).height());
            pool.createBuffer(0, side + 1, 1, 4 * side + 4, 1);
            fixture.assertError("wl_shm_pool", INVALID_STRIDE);
        }
    }

    @ParameterizedTest
    @CsvSource({"4096, -1", "8192, -1", "2147483647, -1", "4095, 2", "0, 2", "-1, 2"})
    void aPoolOnlyGrows(int size, int error) throws Exception {
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.create(ShmFixture.NAME, 4096)) {
            WlShmPoolProxy pool = fixture.shm.createPool(file.fd(), 4096);
            pool.resize(size);
            if (error >= 0) {
                fixture.assertError("wl_shm_pool", error);
            } else {
                fixture.roundtrip();
            }
        }
    }

    @Test
    void theMemoryLivesAsLongAsItsBuffers() throws Exception {
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.writable(ShmFixture.NAME, 4096)) {
            file.buffer().putInt(100 * 4, 0x01020304);
            Account account = fixture.client.account();
            WlShmPoolProxy pool = fixture.shm.createPool(file.fd(), 4096);
            WlBufferProxy first = pool.createBuffer(0, 32, 32, 128, 0);
            WlBufferProxy second = pool.createBuffer(0, 16, 64, 64, 1);
            pool.destroy();
            fixture.shm.release();
            fixture.roundtrip();
            assertEquals(1, account.held(Held.POOLS));
            assertEquals(2, account.held(Held.BUFFERS));
            ShmBuffer buffer = fixture.buffer(first);
            List<String> destroyed = new ArrayList<>();
            buffer.destroyed().add(gone -> destroyed.add("first"));
            int[] pixel = new int[1];
            buffer.readRows(4, 3, 1, 1, (address, stride, row, rows) ->
                    pixel[0] = Native.view(address, 4).getInt(0));
            assertEquals(0x01020304, pixel[0]);
            first.destroy();
            fixture.roundtrip();
            assertEquals(List.of("first"), destroyed);
            assertFalse(buffer.isAlive());
            assertThrows(IllegalStateException.class,
                    () -> buffer.readRows(0, 0, 1, 1, (a, s, f, c) -> { }));
            buffer.release();
            second.destroy();
            fixture.roundtrip();
            assertEquals(0, account.held(Held.POOLS));
            assertEquals(0, account.held(Held.POOL_BYTES));
        }
    }

    @Test
    void aRetainedBufferOutlivesItsObject() throws Exception {
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.writable(ShmFixture.NAME, 4096)) {
            WlShmPoolProxy pool = fixture.shm.createPool(file.fd(), 4096);
            WlBufferProxy proxy = pool.createBuffer(0, 32, 32, 128, 0);
            fixture.roundtrip();
            ShmBuffer buffer = fixture.buffer(proxy);
            assertThrows(IllegalStateException.class, buffer::drop);
            buffer.retain();
            proxy.destroy();
            pool.destroy();
            fixture.roundtrip();
            assertEquals(0, fixture.client.account().held(Held.BUFFERS));
            assertEquals(1, fixture.client.account().held(Held.POOLS));
            assertEquals(0, buffer.readRows(0, 0, 32, 32, (a, s, f, c) -> { }));
            buffer.drop();
            assertEquals(0, fixture.client.account().held(Held.POOLS));
            assertThrows(IllegalStateException.class, buffer::drop);
        }
    }

    @Test
    void aReadOutsideTheBufferIsTheCallersMistake() throws Exception {
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.create(ShmFixture.NAME, 8192)) {
            WlShmPoolProxy pool = fixture.shm.createPool(file.fd(), 8192);
            WlBufferProxy proxy = pool.createBuffer(0, 32, 32, 128, 0);
            fixture.roundtrip();
            ShmBuffer buffer = fixture.buffer(proxy);
            int[][] outside = {{-1, 0, 1, 1}, {0, -1, 1, 1}, {0, 0, 33, 1}, {0, 0, 1, 33},
                {32, 0, 1, 1}, {1, 1, Integer.MAX_VALUE, 1}, {0, 0, -1, 1}};
            for (int[] area : outside) {
                assertThrows(IndexOutOfBoundsException.class, () -> buffer.readRows(area[0],
                        area[1], area[2], area[3], (a, s, f, c) -> { }));
            }
        }
    }

    @Test
    void releaseReachesTheClient() throws Exception {
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.create(ShmFixture.NAME, 4096)) {
            WlBufferProxy proxy = fixture.shm.createPool(file.fd(), 4096)
                    .createBuffer(0, 32, 32, 128, 0);
            int[] released = new int[1];
            proxy.listen(new WlBufferProxy.Events() {
                @Override
                public void release() {
                    released[0]++;
                }
            });
            fixture.roundtrip();
            fixture.buffer(proxy).release();
            fixture.roundtrip();
            assertEquals(1, released[0]);
        }
    }

    @Test
    void aTruncatedFileReadsAsZero() throws Exception {
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.writable(ShmFixture.NAME, 4096)) {
            file.buffer().putLong(4, -1L);
            WlBufferProxy proxy = fixture.shm.createPool(file.fd(), 4096)
                    .createBuffer(0, 32, 32, 128, 0);
            fixture.roundtrip();
            file.truncate(12);
            byte[] row = new byte[16];
            long missing = fixture.buffer(proxy).readRows(0, 0, 32, 32, (address, s, first, c) -> {
                if (first == 0) {
                    Native.view(address, 16).get(row);
                }
            });
            assertEquals(4084, missing);
            assertArrayEquals(new byte[] {0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0},
                    row);
            assertEquals(1, fixture.mapper.truncationsSeen());
            fixture.roundtrip();
        }
    }

    @Test
    void onTruncationDisconnect() throws Exception {
        ReadPolicy policy = new ReadPolicy(ReadPolicy.Strategy.AUTO,
                ReadPolicy.AfterRegrow.REVEAL, ReadPolicy.OnTruncation.DISCONNECT);
        try (ShmFixture fixture = new ShmFixture(policy, 1);
                Memfd file = Memfd.create(ShmFixture.NAME, 4096)) {
            WlBufferProxy proxy = fixture.shm.createPool(file.fd(), 4096)
                    .createBuffer(0, 32, 32, 128, 0);
            fixture.roundtrip();
            file.truncate(12);
            assertEquals(4084, fixture.buffer(proxy).readRows(0, 0, 32, 32, (a, s, f, c) -> { }));
            fixture.assertError("wl_buffer", INVALID_FD);
        }
    }

    @Test
    void aClientThatVanishesLeavesNothing() throws Exception {
        try (ShmFixture fixture = new ShmFixture();
                Memfd file = Memfd.create(ShmFixture.NAME, 4 << 20)) {
            for (int i = 0; i < 50; i++) {
                WlShmPoolProxy pool = fixture.shm.createPool(file.fd(), 4 << 20);
                pool.createBuffer(0, 32, 32, 128, 0);
                pool.createBuffer(4096, 32, 32, 128, 1);
            }
            fixture.roundtrip();
            assertEquals(50, fixture.client.account().held(Held.POOLS));
            assertEquals(100, fixture.client.account().held(Held.BUFFERS));
        }
    }
}
