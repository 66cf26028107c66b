package org.breakwater.protocol.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.kenai.jffi.MemoryIO;
import org.junit.jupiter.api.Test;

class NativeFunctionTest {
    private static final int EBADF = 9;
    private static final NativeLibrary C = NativeLibrary.c();

    @Test
    void itReturnsWhatTheFunctionReturns() {
        assertEquals(ProcessHandle.current().pid(), C.function("getpid").call());
        assertEquals(7, C.function("labs").call(-7));
        try (NativeText one = new NativeText("bréakwater"); NativeText other = new NativeText("bréakwatex")) {
            assertEquals(11, C.function("strlen").call(one.address()));
            assertEquals("bréakwater", NativeText.at(one.address()));
            assertEquals(0, (int) C.function("strncmp").call(one.address(), other.address(), 10));
            assertNotEquals(0, (int) C.function("strncmp").call(one.address(), other.address(), 11));
        }
    }

    /** The last three of them are on the stack. */
    @Test
    void everyArgumentArrives() {
        MemoryIO memory = MemoryIO.getInstance();
        long out = memory.allocateMemory(200, true);
        try (NativeText format = new NativeText("%ld %ld %ld %ld %ld %ld")) {
            NativeFunction snprintf = C.function("snprintf");
            snprintf.callWithMany(out, 200, format.address(), 1, -2, 3, Long.MIN_VALUE, 5, 6);
            assertEquals("1 -2 3 -9223372036854775808 5 6", NativeText.at(out));
            snprintf.call(out, 200, format.address() + 12, 1, 2, 3);
            assertEquals("1 2 3", NativeText.at(out));
        } finally {
            memory.freeMemory(out);
        }
    }

    /** mmap, whose six primitives JNR-FFI gets wrong. */
    @Test
    void sixNumbersAreSixNumbers() {
        int privateAnonymous = 0x22;
        long page = C.function("mmap").call(0, 4096, 3, privateAnonymous, -1, 0);
        assertEquals(0, page & 4095, "an address");
        assertEquals(0, (int) C.function("munmap").call(page, 4096));
    }

    @Test
    void doublesComeAndGo() {
        MemoryIO memory = MemoryIO.getInstance();
        long out = memory.allocateMemory(40, true);
        try (NativeText number = new NativeText("-17.25"); NativeText format = new NativeText("%g")) {
            assertEquals(-17.25, C.function("atof").callForDouble(number.address()));
            assertEquals(-17.25, C.function("strtod").callForDouble(number.address(), out));
            assertEquals(number.address() + 6, memory.getLong(out));
            assertEquals(5, C.function("strfromd").callWithDouble(0.125, out, 40, format.address()));
            assertEquals("0.125", NativeText.at(out));
        } finally {
            memory.freeMemory(out);
        }
    }

    @Test
    void aFailureLeavesItsErrno() {
        NativeFunction close = C.function("close");
        assertEquals(-1, (int) close.call(-1));
        assertEquals(EBADF, NativeLibrary.errno());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals("libc.so.6 has no such_a_function", assertThrows(UnsatisfiedLinkError.class,
                () -> C.function("such_a_function")).getMessage());
        assertThrows(UnsatisfiedLinkError.class, () -> NativeLibrary.load("libsuch-a-library.so.0"));
    }
}
