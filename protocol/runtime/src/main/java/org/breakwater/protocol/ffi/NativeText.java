package org.breakwater.protocol.ffi;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;

/** A C string in native memory, UTF-8 with a zero at its end; its maker closes it. */
public final class NativeText implements AutoCloseable {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();

    private long address;

    public NativeText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        address = MEMORY.allocateMemory(bytes.length + 1L, true);
        if (address == 0) {
            throw new OutOfMemoryError("no native memory for " + bytes.length + " bytes");
        }
        MEMORY.putByteArray(address, bytes, 0, bytes.length);
    }

    public long address() {
        return address;
    }

    @Override
    public void close() {
        if (address != 0) {
            MEMORY.freeMemory(address);
            address = 0;
        }
    }

    /** The string at an address that somebody else owns. */
    public static String at(long address) {
        return new String(MEMORY.getZeroTerminatedByteArray(address), StandardCharsets.UTF_8);
    }
}
