package org.breakwater.protocol.wire;

import java.io.IOException;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * A process, by a descriptor that never comes to mean another one as a number may. It becomes readable when
 * the process has ended. The owner closes it.
 */
public final class ProcessFd implements AutoCloseable {
    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;

    private final Fd fd;

    private ProcessFd(Fd fd) {
        this.fd = fd;
    }

    /**
     * The process that connected a socket. Exact where the kernel tells it ({@code SO_PEERPIDFD}, Linux 6.5).
     * Before that the process is looked up by the number that it had when it connected: should it have
     * ended since, and its number been given to another, then it is the other. Throws when there is no
     * such process any more.
     */
    public static ProcessFd ofPeer(Fd socket) throws IOException {
        Pointer value = Memory.allocateDirect(Native.RUNTIME, 4);
        Pointer length = Memory.allocateDirect(Native.RUNTIME, 4);
        length.putInt(0, 4);
        int result = Native.LIBC.getsockopt(socket.raw(), Native.SOL_SOCKET, Native.SO_PEERPIDFD,
                value, length);
        int errno = result < 0 ? Errno.last() : 0;
        if (errno == Errno.ENOPROTOOPT) {
            return of(UnixSocket.peer(socket).pid());
        }
        if (result < 0) {
            throw Errno.exception("SO_PEERPIDFD", errno);
        }
        return new ProcessFd(Fd.own(value.getInt(0)));
    }

    /** The process that has this number now. */
    public static ProcessFd of(int pid) throws IOException {
        int raw = Native.LIBC.pidfd_open(pid, 0);
        if (raw < 0) {
            throw Errno.exception("pidfd_open " + pid, Errno.last());
        }
        return new ProcessFd(Fd.own(raw));
    }

    /** To be watched for the end of the process. */
    public Fd fd() {
        return fd;
    }

    /** Sends a signal; a process that has ended takes none, and that is no error. */
    public void signal(int number) throws IOException {
        int result = Native.LIBC.pidfd_send_signal(fd.raw(), number, null, 0);
        int errno = result < 0 ? Errno.last() : 0;
        if (errno != 0 && errno != Errno.ESRCH) {
            throw Errno.exception("pidfd_send_signal", errno);
        }
    }

    @Override
    public void close() {
        fd.close();
    }
}
