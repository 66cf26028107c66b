package org.breakwater.protocol.wire;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/** Named Unix stream sockets: listening, accepting, connecting, and who is at the other end. */
public final class UnixSocket {
    private static final int PATH_MAX = 107;

    /** The process at the other end of a socket when it connected; -1 where unknown. */
    public record Peer(int pid, int uid, int gid) {
    }

    private UnixSocket() {
    }

    /** A non-blocking listening socket; the path must be free. */
    public static Fd listen(Path path) throws IOException {
        Fd socket = create(Native.SOCK_NONBLOCK);
        try {
            Pointer address = address(path);
            if (Native.LIBC.bind(socket.raw(), address, (int) address.size()) < 0) {
                throw Errno.exception("bind " + path, Errno.last());
            }
            if (Native.LIBC.listen(socket.raw(), 128) < 0) {
                throw Errno.exception("listen " + path, Errno.last());
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A connection to whoever listens there; waits for as long as more wait to be taken than there is room for. */
    public static Fd connect(Path path) throws IOException {
        return connect(path, 0);
    }

    /** As {@link #connect(Path)}, but no longer than so many milliseconds; 0: however long it takes. */
    public static Fd connect(Path path, int patienceMillis) throws IOException {
        Pointer address = address(path);
        Fd socket = create(0);
        boolean connected = false;
        try {
            if (patienceMillis > 0) {
                waitNoLonger(socket, patienceMillis);
            }
            long end = System.nanoTime() + patienceMillis * 1_000_000L;
            int errno;
            do {
                errno = Native.LIBC.connect(socket.raw(), address, (int) address.size()) < 0 ? Errno.last() : 0;
            } while (errno == Errno.EINTR && (patienceMillis == 0 || System.nanoTime() - end < 0));
            if (errno == Errno.EAGAIN) {
                throw new IOException("connect " + path + ": whoever listens takes no connection");
            } else if (errno != 0) {
                throw Errno.exception("connect " + path, errno);
            }
            connected = true;
            return socket;
        } finally {
            if (!connected) {
                socket.close();
            }
        }
    }

    /**
     * Takes over a connection that we were started with; programs that we start do not get it.
     *
     * @throws IOException when it is something else, which stays as it is; the message says what is wrong
     */
    public static Fd inherit(int raw) throws IOException {
        Fd socket = Fd.own(raw);
        int type = option(socket, Native.SO_TYPE);
        int errno = type < 0 ? Errno.last() : 0;
        if (errno == Errno.EBADF) {
            throw new IOException("descriptor " + raw + " is not open");
        }
        if (type != Native.SOCK_STREAM || option(socket, Native.SO_DOMAIN) != Native.AF_UNIX
                || option(socket, Native.SO_ACCEPTCONN) != 0) {
            throw new IOException("descriptor " + raw + " is no connection of a Unix socket");
        }
        if (Native.LIBC.fcntl(raw, Native.F_SETFD, Native.FD_CLOEXEC) < 0) {
            throw Errno.exception("fcntl(F_SETFD)", Errno.last());
        }
        return socket;
    }

    /** The next connection, or null when none waits. */
    public static Fd accept(Fd listening) throws IOException {
        int raw;
        int errno;
        do {
            raw = Native.LIBC.accept4(listening.raw(), null, null, Native.SOCK_CLOEXEC);
            errno = raw < 0 ? Errno.last() : 0;
        } while (errno == Errno.EINTR);
        if (errno == Errno.EAGAIN) {
            return null;
        }
        if (raw < 0) {
            throw Errno.exception("accept4", errno);
        }
        return Fd.own(raw);
    }

    /** Whether it is a Unix stream socket that listens. Never blocks, whatever the descriptor is. */
    public static boolean isListening(Fd fd) {
        return option(fd, Native.SO_ACCEPTCONN) == 1 && option(fd, Native.SO_DOMAIN) == Native.AF_UNIX
                && option(fd, Native.SO_TYPE) == Native.SOCK_STREAM;
    }

    /** Whether it is a pipe or a socket, which can be watched without waiting. Never blocks itself. */
    public static boolean isStream(Fd fd) {
        return Native.LIBC.fcntl(fd.raw(), Native.F_GETPIPE_SZ, 0) >= 0 || option(fd, Native.SO_TYPE) >= 0;
    }

    /** Whoever waits for a connection to this listening socket gets an error, and so does who connects. */
    public static void refuse(Fd listening) {
        Native.LIBC.shutdown(listening.raw(), Native.SHUT_RDWR);
    }

    public static Peer peer(Fd socket) {
        return peer(socket, Memory.allocateDirect(Native.RUNTIME, 12, true),
                Memory.allocateDirect(Native.RUNTIME, 4));
    }

    /** With native memory that the caller has to spare. */
    static Peer peer(Fd socket, Pointer credentials, Pointer length) {
        length.putInt(0, 12);
        int result = Native.LIBC.getsockopt(socket.raw(), Native.SOL_SOCKET, Native.SO_PEERCRED,
                credentials, length);
        return result < 0
                ? new Peer(-1, -1, -1)
                : new Peer(credentials.getInt(0), credentials.getInt(4), credentials.getInt(8));
    }

    /** Takes an exclusive lock on a file that it creates; null when another process holds it. */
    public static Fd lock(Path path) throws IOException {
        int flags = Native.O_RDWR | Native.O_CREAT | Native.O_CLOEXEC;
        int raw = Native.LIBC.open(path.toString(), flags, 0640);
        if (raw < 0) {
            throw Errno.exception("open " + path, Errno.last());
        }
        Fd file = Fd.own(raw);
        if (Native.LIBC.flock(raw, Native.LOCK_EX | Native.LOCK_NB) < 0) {
            int errno = Errno.last();
            file.close();
            if (errno == Errno.EAGAIN) {
                return null;
            }
            throw Errno.exception("flock " + path, errno);
        }
        return file;
    }

    /** Waits until the descriptor is readable (and writable, if asked for) or the time is up; -1 waits for ever. */
    public static boolean await(Fd fd, boolean writable, int timeoutMillis) throws IOException {
        Pointer pollfd = Memory.allocateDirect(Native.RUNTIME, 8, true);
        pollfd.putInt(0, fd.raw());
        pollfd.putShort(4, (short) (Native.POLLIN | (writable ? Native.POLLOUT : 0)));
        int ready = Native.LIBC.poll(pollfd, 1, timeoutMillis);
        Reference.reachabilityFence(pollfd);    // else collected, and unmapped, while poll waits
        if (ready < 0 && Errno.last() != Errno.EINTR) {
            throw Errno.exception("poll", Errno.last());
        }
        return ready > 0;
    }

    /** The effective user, as the kernel's checks see it. */
    public static int uid() {
        return Native.LIBC.getuid();
    }

    /** A socket's option that is an int; -1 when it has none such. */
    private static int option(Fd fd, int option) {
        Pointer value = Memory.allocateDirect(Native.RUNTIME, 4, true);
        Pointer length = Memory.allocateDirect(Native.RUNTIME, 4);
        length.putInt(0, 4);
        int result = Native.LIBC.getsockopt(fd.raw(), Native.SOL_SOCKET, option, value, length);
        return result < 0 ? -1 : value.getInt(0);
    }

    /** To connect, as to send where that blocks, is given up after so many milliseconds. */
    private static void waitNoLonger(Fd socket, int millis) throws IOException {
        Pointer time = Memory.allocateDirect(Native.RUNTIME, Native.TIMEVAL_BYTES, true);
        time.putLong(0, millis / 1000);
        time.putLong(8, millis % 1000 * 1000L);
        if (Native.LIBC.setsockopt(socket.raw(), Native.SOL_SOCKET, Native.SO_SNDTIMEO, time,
                Native.TIMEVAL_BYTES) < 0) {
            throw Errno.exception("setsockopt", Errno.last());
        }
    }

    private static Fd create(int flags) throws IOException {
        int type = Native.SOCK_STREAM | Native.SOCK_CLOEXEC | flags;
        int raw = Native.LIBC.socket(Native.AF_UNIX, type, 0);
        if (raw < 0) {
            throw Errno.exception("socket", Errno.last());
        }
        return Fd.own(raw);
    }

    private static Pointer address(Path path) throws IOException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length > PATH_MAX) {
            throw new IOException("the socket path " + path + " is longer than " + PATH_MAX + " bytes");
        }
        Pointer address = Memory.allocateDirect(Native.RUNTIME, 2 + name.length + 1, true);
        address.putShort(0, (short) Native.AF_UNIX);
        address.put(2, name, 0, name.length);
        return address;
    }
}
