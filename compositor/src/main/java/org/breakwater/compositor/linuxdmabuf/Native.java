package org.breakwater.compositor.linuxdmabuf;

import java.lang.ref.Reference;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;

/** The system calls of this package. */
final class Native {
    private static final short POLLIN = 1;
    private static final int POLLFD_BYTES = 8;
    private static final NativeFunction POLL = NativeLibrary.c().function("poll");

    private Native() {
    }

    /** Room for {@link #isReadable}. */
    static Pointer pollfd() {
        return Memory.allocateDirect(Runtime.getSystemRuntime(), POLLFD_BYTES);
    }

    /** Whether a descriptor is readable now, or broken: a dmabuf is while no device draws into it. */
    static boolean isReadable(Pointer pollfd, int fd) {
        pollfd.putInt(0, fd);
        pollfd.putInt(4, POLLIN);
        int ready = (int) POLL.call(pollfd.address(), 1, 0);
        Reference.reachabilityFence(pollfd);
        return ready != 0;
    }
}
