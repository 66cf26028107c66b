package org.breakwater.protocol.wire;

import java.io.IOException;

/** The error numbers that this package tells apart, and their text. */
final class Errno {
    static final int ESRCH = 3;
    static final int EINTR = 4;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int ENOPROTOOPT = 92;
    static final int ENOMEM = 12;
    static final int ENOBUFS = 105;
    static final int ETOOMANYREFS = 109;

    private Errno() {
    }

    /**
     * The kernel has no room just now, and cannot tell when it has: for the message, or, because
     * somebody has too many of them in flight, for descriptors.
     */
    static boolean isShortage(int errno) {
        return errno == ENOBUFS || errno == ENOMEM || errno == ETOOMANYREFS;
    }

    static int last() {
        return Native.errno();
    }

    static IOException exception(String call, int errno) {
        return new IOException(call + ": " + Native.LIBC.strerror(errno) + " (" + errno + ")");
    }
}
