package org.breakwater.protocol.wire;

import java.lang.ref.Reference;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;

/** The system calls of this package. Each sets errno, which {@link Errno#last()} reads at once. */
final class Native {
    static final int AF_UNIX = 1;
    static final int SOCK_STREAM = 1;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SO_PEERCRED = 17;
    static final int SO_SNDTIMEO = 21;
    static final int SO_PEERPIDFD = 77;
    static final int SCM_RIGHTS = 1;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int MSG_CMSG_CLOEXEC = 0x40000000;
    static final int MSG_CTRUNC = 0x08;
    static final int SO_TYPE = 3;
    static final int SO_ACCEPTCONN = 30;
    static final int SO_DOMAIN = 39;
    static final int SHUT_RDWR = 2;
    static final int FIONREAD = 0x541b;
    static final int F_SETFD = 2;
    static final int FD_CLOEXEC = 1;
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int F_GETPIPE_SZ = 1032;
    static final int F_GET_SEALS = 1034;
    /** Where st_blocks lies in struct stat; the same on x86-64 and aarch64. */
    static final int ST_BLOCKS = 64;
    /** Room for struct timeval of any 64-bit Linux. */
    static final int TIMEVAL_BYTES = 16;
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

    static final LibC LIBC = new LibC();
    static final Runtime RUNTIME = Runtime.getSystemRuntime();

    private Native() {
    }

    /** Of this thread's last call. */
    static int errno() {
        return NativeLibrary.errno();
    }

    /** What {@code Pointer}s point to stays where it is for as long as the call takes. */
    static final class LibC {
        private static final NativeLibrary C = NativeLibrary.c();
        private static final NativeFunction RECVMSG = C.function("recvmsg");
        private static final NativeFunction SENDMSG = C.function("sendmsg");
        private static final NativeFunction CLOSE = C.function("close");
        private static final NativeFunction FCNTL = C.function("fcntl");
        private static final NativeFunction SOCKETPAIR = C.function("socketpair");
        private static final NativeFunction SOCKET = C.function("socket");
        private static final NativeFunction BIND = C.function("bind");
        private static final NativeFunction LISTEN = C.function("listen");
        private static final NativeFunction SHUTDOWN = C.function("shutdown");
        private static final NativeFunction IOCTL = C.function("ioctl");
        private static final NativeFunction FSTAT = C.function("fstat");
        private static final NativeFunction STATX = C.function("statx");
        private static final NativeFunction CONNECT = C.function("connect");
        private static final NativeFunction ACCEPT4 = C.function("accept4");
        private static final NativeFunction GETSOCKOPT = C.function("getsockopt");
        private static final NativeFunction SETSOCKOPT = C.function("setsockopt");
        private static final NativeFunction OPEN = C.function("open");
        private static final NativeFunction FLOCK = C.function("flock");
        private static final NativeFunction GETUID = C.function("getuid");
        private static final NativeFunction PIPE2 = C.function("pipe2");
        private static final NativeFunction WRITE = C.function("write");
        private static final NativeFunction READ = C.function("read");
        private static final NativeFunction POLL = C.function("poll");
        private static final NativeFunction STRERROR = C.function("strerror");

        private LibC() {
        }

        long recvmsg(int fd, Pointer header, int flags) {
            long result = RECVMSG.call(fd, header.address(), flags);
            Reference.reachabilityFence(header);
            return result;
        }

        long sendmsg(int fd, Pointer header, int flags) {
            long result = SENDMSG.call(fd, header.address(), flags);
            Reference.reachabilityFence(header);
            return result;
        }

        int close(int fd) {
            return (int) CLOSE.call(fd);
        }

        int fcntl(int fd, int command, int argument) {
            return (int) FCNTL.call(fd, command, argument);
        }

        int socketpair(int domain, int type, int protocol, Pointer twoFds) {
            int result = (int) SOCKETPAIR.call(domain, type, protocol, twoFds.address());
            Reference.reachabilityFence(twoFds);
            return result;
        }

        int socket(int domain, int type, int protocol) {
            return (int) SOCKET.call(domain, type, protocol);
        }

        int bind(int fd, Pointer address, int length) {
            int result = (int) BIND.call(fd, address.address(), length);
            Reference.reachabilityFence(address);
            return result;
        }

        int listen(int fd, int backlog) {
            return (int) LISTEN.call(fd, backlog);
        }

        int shutdown(int fd, int how) {
            return (int) SHUTDOWN.call(fd, how);
        }

        int ioctl(int fd, long request, Pointer argument) {
            int result = (int) IOCTL.call(fd, request, argument.address());
            Reference.reachabilityFence(argument);
            return result;
        }

        int fstat(int fd, Pointer stat) {
            int result = (int) FSTAT.call(fd, stat.address());
            Reference.reachabilityFence(stat);
            return result;
        }

        int statx(int directory, String path, int flags, int mask, Pointer statx) {
            try (NativeText text = new NativeText(path)) {
                int result = (int) STATX.call(directory, text.address(), flags, mask,
                        statx.address());
                Reference.reachabilityFence(statx);
                return result;
            }
        }

        int connect(int fd, Pointer address, int length) {
            int result = (int) CONNECT.call(fd, address.address(), length);
            Reference.reachabilityFence(address);
            return result;
        }

        int accept4(int fd, Pointer address, Pointer length, int flags) {
            int result = (int) ACCEPT4.call(fd, address(address), address(length), flags);
            Reference.reachabilityFence(address);
            Reference.reachabilityFence(length);
            return result;
        }

        int getsockopt(int fd, int level, int option, Pointer value, Pointer length) {
            int result = (int) GETSOCKOPT.call(fd, level, option, value.address(),
                    length.address());
            Reference.reachabilityFence(value);
            Reference.reachabilityFence(length);
            return result;
        }

        int setsockopt(int fd, int level, int option, Pointer value, int length) {
            int result = (int) SETSOCKOPT.call(fd, level, option, value.address(), length);
            Reference.reachabilityFence(value);
            return result;
        }

        int open(String path, int flags, int mode) {
            try (NativeText text = new NativeText(path)) {
                return (int) OPEN.call(text.address(), flags, mode);
            }
        }

        int flock(int fd, int operation) {
            return (int) FLOCK.call(fd, operation);
        }

        int getuid() {
            return (int) GETUID.call();
        }

        int pipe2(Pointer twoFds, int flags) {
            int result = (int) PIPE2.call(twoFds.address(), flags);
            Reference.reachabilityFence(twoFds);
            return result;
        }

        long write(int fd, Pointer bytes, long length) {
            long result = WRITE.call(fd, bytes.address(), length);
            Reference.reachabilityFence(bytes);
            return result;
        }

        long read(int fd, Pointer bytes, long length) {
            long result = READ.call(fd, bytes.address(), length);
            Reference.reachabilityFence(bytes);
            return result;
        }

        int poll(Pointer pollfds, long count, int timeoutMillis) {
            int result = (int) POLL.call(pollfds.address(), count, timeoutMillis);
            Reference.reachabilityFence(pollfds);
            return result;
        }

        int pidfd_open(int pid, int flags) {
            return (int) PidFds.PIDFD_OPEN.call(pid, flags);
        }

        int pidfd_send_signal(int pidfd, int signal, Pointer info, int flags) {
            int result = (int) PidFds.PIDFD_SEND_SIGNAL.call(pidfd, signal, address(info), flags);
            Reference.reachabilityFence(info);
            return result;
        }

        String strerror(int errno) {
            return NativeText.at(STRERROR.call(errno));
        }

        private static long address(Pointer pointer) {
            return pointer == null ? 0 : pointer.address();
        }

        /** Since glibc 2.36; whoever has an older one does without. */
        private static final class PidFds {
            static final NativeFunction PIDFD_OPEN = C.function("pidfd_open");
            static final NativeFunction PIDFD_SEND_SIGNAL = C.function("pidfd_send_signal");

            private PidFds() {
            }
        }
    }
}
