package org.breakwater.compositor.backend.wayland;

import java.lang.ref.Reference;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.wire.Fd;

/** The system calls of this package. */
final class Native {
    private static final Runtime RUNTIME = Runtime.getSystemRuntime();
    private static final int F_GET_SEALS = 1034;
    private static final NativeFunction FCNTL = NativeLibrary.c().function("fcntl");
    private static final NativeFunction PREAD = NativeLibrary.c().function("pread");

    private Native() {
    }

    /**
     * What a file holds, no more than so many bytes; what is missing is missing. Null where it is no file in memory:
     * others might never answer.
     */
    static byte[] read(Fd file, int most) {
        if ((int) FCNTL.call(file.raw(), F_GET_SEALS, 0) < 0) {
            return null;
        }
        Pointer block = Memory.allocateDirect(RUNTIME, most);
        int done = 0;
        while (done < most) {
            long step = PREAD.call(file.raw(), block.address() + done, most - done, done);
            if (step <= 0) {
                break;
            }
            done += (int) step;
        }
        byte[] bytes = new byte[done];
        block.get(0, bytes, 0, done);
        Reference.reachabilityFence(block);
        return bytes;
    }
}
