package org.breakwater.compositor.demo;

import jnr.ffi.LibraryLoader;

/** The system calls of this package. */
final class Native {
    static final int SIGKILL = 9;

    static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");

    private Native() {
    }

    public interface LibC {
        /** A negative {@code pid} means the process group of that number. */
        int kill(int pid, int signal);
    }
}
