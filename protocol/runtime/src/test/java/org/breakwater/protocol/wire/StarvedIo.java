package org.breakwater.protocol.wire;

import jnr.ffi.Pointer;

/** Sockets of a kernel that may be short of memory. */
public final class StarvedIo extends SocketIo {
    private int errno;
    private int attempts;

    /** From now on every send fails with this error; 0: none does. */
    public void setErrno(int errno) {
        this.errno = errno;
        attempts = 0;
    }

    /** Sends tried since then. */
    public int attempts() {
        return attempts;
    }

    @Override
    long sendMessage(int fd, Pointer message) {
        attempts++;
        return errno == 0 ? super.sendMessage(fd, message) : -errno;
    }
}
