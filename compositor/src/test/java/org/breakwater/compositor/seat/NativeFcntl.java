package org.breakwater.compositor.seat;

import jnr.ffi.LibraryLoader;

/** Which seals a descriptor has. */
final class NativeFcntl {
    private static final int F_GET_SEALS = 1034;
    private static final LibC C = LibraryLoader.create(LibC.class).load("c");

    private NativeFcntl() {
    }

    /** JNR-FFI generates the class behind this, in a class loader of its own: hence public. */
    public interface LibC {
        int fcntl(int fd, int command, int argument);
    }

    static int seals(int fd) {
        return C.fcntl(fd, F_GET_SEALS, 0);
    }
}
