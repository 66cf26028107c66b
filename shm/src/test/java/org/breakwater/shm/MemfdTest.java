package org.breakwater.shm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MemfdTest {
    private static final String NAME = "memfd-test";

    @Test
    void aSealedFileHasItsContentAndKeepsIt() throws Exception {
        byte[] content = {1, 2, 3, 4, 5};
        try (Memfd file = Memfd.sealed(NAME, content);
                Memfd slice = Memfd.sealed(NAME, ByteBuffer.wrap(content, 1, 3))) {
            assertEquals(5, file.size());
            assertEquals(Memfd.SEAL_SEAL | Memfd.SEAL_SHRINK | Memfd.SEAL_GROW | Memfd.SEAL_WRITE,
                    file.seals());
            ByteBuffer read = ByteBuffer.allocateDirect(8);
            assertEquals(5, Native.pread(file.raw(), Native.addressOf(read), 8, 0));
            assertEquals(ByteBuffer.wrap(content), read.slice(0, 5));
            assertEquals(3, Native.pread(slice.raw(), Native.addressOf(read), 8, 0));
            assertEquals(ByteBuffer.wrap(content, 1, 3), read.slice(0, 3));
            assertThrows(IOException.class, () -> file.truncate(4));
            assertThrows(IOException.class, () -> file.truncate(6));
            assertThrows(IOException.class, () -> file.punchHole(0, 1));
            assertThrows(IOException.class, () -> file.addSeals(Memfd.SEAL_FUTURE_WRITE));
            assertThrows(IllegalStateException.class, file::buffer);
        }
        PoolBench.assertNoTrace(NAME);
    }

    @Test
    void aWritableFileIsMappedAgainWhenResized() throws Exception {
        try (Memfd file = Memfd.writable(NAME, 4096)) {
            file.buffer().putInt(0, 42);
            file.resize(1 << 20);
            assertEquals(1 << 20, file.buffer().capacity());
            assertEquals(42, file.buffer().getInt(0));
            file.buffer().put((1 << 20) - 1, (byte) 7);
            assertThrows(IOException.class, () -> file.addSeals(Memfd.SEAL_WRITE));
            file.addSeals(Memfd.SEAL_SHRINK);
            assertThrows(IOException.class, () -> file.resize(4096));
            assertEquals(7, file.buffer().get((1 << 20) - 1));
        }
        PoolBench.assertNoTrace(NAME);
    }

    @Test
    void anEmptyWritableFileHasNoMemory() throws Exception {
        int raw;
        try (Memfd file = Memfd.writable(NAME, 0)) {
            raw = file.raw();
            assertThrows(IllegalStateException.class, file::buffer);
            file.resize(1);
            assertEquals(1, file.buffer().capacity());
        }
        assertFalse(NativeFds.isOpen(raw));
    }

    @Test
    void impossibleSizesAreErrors() throws Exception {
        assertThrows(IOException.class, () -> Memfd.create(NAME, -1));
        assertThrows(IOException.class, () -> Memfd.writable(NAME, Long.MIN_VALUE));
        PoolBench.assertNoTrace(NAME);
    }
}
