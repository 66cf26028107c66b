package org.breakwater.compositor.virtualkeyboard;

import java.lang.ref.Reference;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;

/** The system calls of this package. */
final class Native {
    static final Runtime RUNTIME = Runtime.getSystemRuntime();

    private static final int F_GET_SEALS = 1034;
    private static final NativeFunction FCNTL = NativeLibrary.c().function("fcntl");
    private static final NativeFunction PREAD = NativeLibrary.c().function("pread");

    private Native() {
    }

    /** Whether it is a file in memory: reading one cannot block. Nor does this. */
    static boolean isMemory(int fd) {
        return (int) FCNTL.call(fd, F_GET_SEALS, 0) >= 0;
    }

    static long pread(int fd, Pointer buffer, long count, long offset) {
        long result = PREAD.call(fd, buffer.address(), count, offset);
        Reference.reachabilityFence(buffer);
        return result;
    }
}
