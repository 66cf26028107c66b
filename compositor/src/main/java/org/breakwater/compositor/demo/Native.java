package org.breakwater.compositor.demo;

import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;

/** The system calls of this package. */
final class Native {
    static final int SIGKILL = 9;

    private static final NativeFunction KILL = NativeLibrary.c().function("kill");

    private Native() {
    }

    /** A negative {@code pid} means the process group of that number. */
    static int kill(int pid, int signal) {
        return (int) KILL.call(pid, signal);
    }
}
