package org.breakwater.compositor;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The system calls of this package. */
final class Native {
    static final int RLIMIT_NOFILE = 7;
    static final int SC_PAGESIZE = 30;
    static final int SC_PHYS_PAGES = 85;

    static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");
    static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Native() {
    }

    /** Bytes of memory that this machine has. */
    static long memory() {
        return LIBC.sysconf(SC_PHYS_PAGES) * LIBC.sysconf(SC_PAGESIZE);
    }

    public interface LibC {
        long sysconf(int name);

        /** {@code limits}: two 64-bit numbers, the soft and the hard limit. */
        int getrlimit(int resource, Pointer limits);

        int setrlimit(int resource, Pointer limits);
    }
}
