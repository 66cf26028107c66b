package org.breakwater.shm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.LibraryLoader;

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

    static int dup(int fd) {
        return opened(Native.fcntl(fd, F_DUPFD_CLOEXEC, 0));
    }

    static int open(String path, int flags) {
        return opened(C.open(path, flags | Native.O_CLOEXEC, 0600));
    }

    static int reopen(int fd, int flags) {
        return open("/proc/self/fd/" + fd, flags);
    }

    static int eventfd() {
        return opened(C.eventfd(0, Native.O_CLOEXEC));
    }

    static int epoll() {
        return opened(C.epoll_create1(Native.O_CLOEXEC));
    }

    static int hugetlb(String name) {
        return C.memfd_create(name, Native.MFD_CLOEXEC | Native.MFD_ALLOW_SEALING | 4);
    }

    /** Both ends of a pipe. */
    static int[] pipe() {
        ByteBuffer fds = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        opened(Native.pipe2(Native.addressOf(fds), Native.O_CLOEXEC));
        return new int[] {fds.getInt(0), fds.getInt(4)};
    }

    static int[] socketpair() {
        ByteBuffer fds = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        opened(C.socketpair(1, 1 | Native.O_CLOEXEC, 0, Native.addressOf(fds)));
        return new int[] {fds.getInt(0), fds.getInt(4)};
    }

    static boolean isOpen(int fd) {
        return Native.fcntl(fd, Native.F_GETFL, 0) >= 0;
    }

    private static int opened(int result) {
        if (result < 0) {
            throw new IllegalStateException("no descriptor: " + result);
        }
        return result;
    }
}
