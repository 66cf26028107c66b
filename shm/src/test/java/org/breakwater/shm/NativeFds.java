package org.breakwater.shm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.LibraryLoader;
import org.breakwater.protocol.wire.Fd;

/** Descriptors of every kind, for tests. */
final class NativeFds {
    static final int O_RDONLY = 0;
    static final int O_DIRECTORY = 0x1_0000;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final LibC C = LibraryLoader.create(LibC.class).load("c");

    private NativeFds() {
    }

    public interface LibC {
        int open(String path, int flags, int mode);

        int socketpair(int domain, int type, int protocol, long fds);

        int eventfd(int initial, int flags);

        int epoll_create1(int flags);

        int memfd_create(String name, int flags);
    }

    static Fd dup(int fd) {
        return owned(Native.fcntl(fd, F_DUPFD_CLOEXEC, 0));
    }

    static Fd open(String path, int flags) {
        return owned(C.open(path, flags | Native.O_CLOEXEC, 0600));
    }

    static Fd reopen(int fd, int flags) {
        return open("/proc/self/fd/" + fd, flags);
    }

    static Fd eventfd() {
        return owned(C.eventfd(0, Native.O_CLOEXEC));
    }

    static Fd epoll() {
        return owned(C.epoll_create1(Native.O_CLOEXEC));
    }

    static int hugetlb(String name) {
        return C.memfd_create(name, Native.MFD_CLOEXEC | Native.MFD_ALLOW_SEALING | 4);
    }

    /** Both ends of a pipe. */
    static Fd[] pipe() {
        ByteBuffer fds = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        opened(Native.pipe2(Native.addressOf(fds), Native.O_CLOEXEC));
        return new Fd[] {owned(fds.getInt(0)), owned(fds.getInt(4))};
    }

    static Fd[] socketpair() {
        ByteBuffer fds = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        opened(C.socketpair(1, 1 | Native.O_CLOEXEC, 0, Native.addressOf(fds)));
        return new Fd[] {owned(fds.getInt(0)), owned(fds.getInt(4))};
    }

    static boolean isOpen(int fd) {
        return Native.fcntl(fd, Native.F_GETFL, 0) >= 0;
    }

    private static Fd owned(int result) {
        return Fd.own(opened(result));
    }

    private static int opened(int result) {
        if (result < 0) {
            throw new IllegalStateException("no descriptor: " + result);
        }
        return result;
    }
}
