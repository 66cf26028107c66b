package org.breakwater.protocol.wire;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/** The system calls of this package. Each sets errno, which {@link Errno#last()} reads at once. */
final class Native {
    static final int AF_UNIX = 1;
    static final int SOCK_STREAM = 1;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SO_PEERCRED = 17;
    static final int SO_PEERPIDFD = 77;
    static final int SCM_RIGHTS = 1;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int MSG_CMSG_CLOEXEC = 0x40000000;
    static final int MSG_CTRUNC = 0x08;
    static final int SO_TYPE = 3;
    static final int SHUT_RDWR = 2;
    static final int FIONREAD = 0x541b;
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int F_GETPIPE_SZ = 1032;
    static final int F_GET_SEALS = 1034;
    /** Where st_blocks lies in struct stat; the same on x86-64 and aarch64. */
    static final int ST_BLOCKS = 64;
    /** Room for struct stat and struct statx of any 64-bit Linux. */
    static final int STAT_BYTES = 256;
    static final int STX_DEV_MINOR = 140;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int AT_STATX_DONT_SYNC = 0x4000;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_CLOEXEC = 0x80000;
    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;
    static final short POLLIN = 1;
    static final short POLLOUT = 4;

    static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");
    static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Native() {
    }

    public interface LibC {
        @ssize_t long recvmsg(int fd, Pointer header, int flags);

        @ssize_t long sendmsg(int fd, Pointer header, int flags);

        int close(int fd);

        int fcntl(int fd, int command, int argument);

        int socketpair(int domain, int type, int protocol, Pointer twoFds);

        int socket(int domain, int type, int protocol);

        int bind(int fd, Pointer address, int length);

        int listen(int fd, int backlog);

        int shutdown(int fd, int how);

        int ioctl(int fd, long request, Pointer argument);

        int fstat(int fd, Pointer stat);

        int statx(int directory, String path, int flags, int mask, Pointer statx);

        int connect(int fd, Pointer address, int length);

        int accept4(int fd, Pointer address, Pointer length, int flags);

        int getsockopt(int fd, int level, int option, Pointer value, Pointer length);

        int open(String path, int flags, int mode);

        int flock(int fd, int operation);

        int getuid();

        int pipe2(Pointer twoFds, int flags);

        @ssize_t long write(int fd, Pointer bytes, @size_t long length);

        @ssize_t long read(int fd, Pointer bytes, @size_t long length);

        int poll(Pointer pollfds, long count, int timeoutMillis);

        int pidfd_open(int pid, int flags);

        int pidfd_send_signal(int pidfd, int signal, Pointer info, int flags);

        String strerror(int errno);
    }
}
