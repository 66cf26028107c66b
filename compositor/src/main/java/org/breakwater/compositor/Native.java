package org.breakwater.compositor;

import java.lang.ref.Reference;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;

/** The system calls of this package. */
final class Native {
    static final int RLIMIT_NOFILE = 7;
    static final int SC_PAGESIZE = 30;
    static final int SC_PHYS_PAGES = 85;

    static final int MADV_DONTNEED = 4;
    private static final int RTLD_LAZY = 1;
    private static final int RTLD_NOLOAD = 4;
    private static final int RTLD_NODELETE = 0x1000;
    static final int M_MMAP_THRESHOLD = -3;

    static final Runtime RUNTIME = Runtime.getSystemRuntime();

    private static final NativeLibrary C = NativeLibrary.c();
    private static final NativeFunction SYSCONF = C.function("sysconf");
    private static final NativeFunction GETRLIMIT = C.function("getrlimit");
    private static final NativeFunction SETRLIMIT = C.function("setrlimit");
    private static final NativeFunction SCHED_SETSCHEDULER = C.function("sched_setscheduler");
    private static final NativeFunction MADVISE = C.function("madvise");

    private Native() {
    }

    /** Bytes of memory that this machine has. */
    static long memory() {
        return SYSCONF.call(SC_PHYS_PAGES) * SYSCONF.call(SC_PAGESIZE);
    }

    /** {@code limits}: two 64-bit numbers, the soft and the hard limit. */
    static int getrlimit(int resource, Pointer limits) {
        int result = (int) GETRLIMIT.call(resource, limits.address());
        Reference.reachabilityFence(limits);
        return result;
    }

    static int setrlimit(int resource, Pointer limits) {
        int result = (int) SETRLIMIT.call(resource, limits.address());
        Reference.reachabilityFence(limits);
        return result;
    }

    /** {@code thread}: 0 is the caller's; {@code priority}: one 32-bit number. */
    static int schedule(int thread, int policy, Pointer priority) {
        int result = (int) SCHED_SETSCHEDULER.call(thread, policy, priority.address());
        Reference.reachabilityFence(priority);
        return result;
    }

    /** Keeps a library mapped to the end; false if the file is none that is loaded. */
    static boolean pin(String file) {
        try (NativeText path = new NativeText(file)) {
            return Loader.DLOPEN.call(path.address(), RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE) != 0;
        }
    }

    static int madvise(long address, long length, int advice) {
        return (int) MADVISE.call(address, length, advice);
    }

    /** In the C library since glibc 2.34. */
    private static final class Loader {
        private static final NativeFunction DLOPEN = C.function("dlopen");
    }

    /** What only glibc has: its allocator's own knobs. */
    static final class Glibc {
        private static final NativeFunction MALLOPT = C.function("mallopt");
        private static final NativeFunction MALLOC_TRIM = C.function("malloc_trim");

        private Glibc() {
        }

        static void mallopt(int parameter, int value) {
            MALLOPT.call(parameter, value);
        }

        /** Gives free pages of every arena back. */
        static void mallocTrim() {
            MALLOC_TRIM.call(0);
        }
    }
}
