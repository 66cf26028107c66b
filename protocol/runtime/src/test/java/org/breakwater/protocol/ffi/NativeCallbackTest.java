package org.breakwater.protocol.ffi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.kenai.jffi.MemoryIO;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The C library's qsort, told by Java what comes first. */
class NativeCallbackTest {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();
    private static final NativeFunction QSORT = NativeLibrary.c().function("qsort");

    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void callsJavaWithTheArgumentsOfC() {
        try (NativeCallback descending = new NativeCallback(2,
                numbers -> Long.compare(MEMORY.getLong(numbers[1]), MEMORY.getLong(numbers[0])), 0,
                failures::add)) {
            assertArrayEquals(new long[] {1L << 40, 7, 3, -5}, sorted(descending, 3, -5, 1L << 40, 7));
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void whatIsThrownStaysOutOfC() {
        IllegalStateException wrong = new IllegalStateException("no order");
        try (NativeCallback failing = new NativeCallback(2, numbers -> {
            throw wrong;
        }, 0, failures::add)) {
            assertArrayEquals(new long[] {2, 1}, sorted(failing, 2, 1));
        }
        assertTrue(failures.size() > 0);
        assertTrue(failures.stream().allMatch(told -> told == wrong));
    }

    @Test
    void closesTwice() {
        NativeCallback callback = new NativeCallback(0, none -> 0, 0, failures::add);
        callback.close();
        callback.close();
        assertEquals(List.of(), failures);
    }

    private static long[] sorted(NativeCallback order, long... numbers) {
        long block = MEMORY.allocateMemory(8L * numbers.length, true);
        try {
            MEMORY.putLongArray(block, numbers, 0, numbers.length);
            QSORT.call(block, numbers.length, 8, order.address());
            long[] sorted = new long[numbers.length];
            MEMORY.getLongArray(block, sorted, 0, numbers.length);
            return sorted;
        } finally {
            MEMORY.freeMemory(block);
        }
    }
}
