package org.breakwater.compositor.virtualkeyboard;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The system calls of this package. */
final class Native {
    static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");
    static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Native() {
    }

    public interface LibC {
        long pread(int fd, Pointer buffer, long count, long offset);
    }
}
