package org.breakwater.tests.torture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.breakwater.protocol.wire.Fd;

/** The C library's calls with which a client gets hold of descriptors of every kind. */
final class Native {
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_APPEND = 0x400;
    static final int O_DIRECT = 0x4000;
    static final int O_DIRECTORY = 0x1_0000;
    static final int O_PATH = 0x20_0000;
    static final int O_TMPFILE = 0x41_0000;

    static final int MFD_ALLOW_SEALING = 2;
    static final int MFD_HUGETLB = 4;
    static final int SEAL_EXEC = 32;

    private static final int O_CLOEXEC = 0x8_0000;
    private static final int F_ADD_SEALS = 1033;
    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int EFD_CLOEXEC = O_CLOEXEC;
    private static final int FALLOC_KEEP_SIZE_PUNCH_HOLE = 3;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;
    private static final long SYS_MEMFD_SECRET = 447;
    private static final long SYS_USERFAULTFD_X86_64 = 323;

    private static final LibC C = LibraryLoader.create(LibC.class).load("c");
    private static final Runtime RUNTIME = Runtime.getRuntime(C);

    private Native() {
    }

    /** JNR-FFI generates the class behind this, in a class loader of its own: hence public. */
    public interface LibC {
        int open(String path, int flags, int mode);

        int eventfd(int initial, int flags);

        int epoll_create1(int flags);

        int timerfd_create(int clock, int flags);

        int inotify_init1(int flags);

        int signalfd(int fd, ByteBuffer mask, int flags);

        int memfd_create(String name, int flags);

        int ftruncate(int fd, long length);

        int fallocate(int fd, int mode, long offset, long length);

        int fcntl(int fd, int command, long argument);

        long syscall(long number, long first, long second);

        long mmap(Pointer address, long length, int prot, int flags, int fd, long offset);

        int munmap(long address, long length);
    }

    static Fd open(String path, int flags) throws IOException {
        return own("open " + path, C.open(path, flags | O_CLOEXEC, 0600));
    }

    /** The same file again, through /proc, with other flags. */
    static Fd reopen(Fd fd, int flags) throws IOException {
        return open("/proc/self/fd/" + fd.raw(), flags);
    }

    static Fd eventfd() throws IOException {
        return own("eventfd", C.eventfd(0, EFD_CLOEXEC));
    }

    static Fd epoll() throws IOException {
        return own("epoll_create1", C.epoll_create1(O_CLOEXEC));
    }

    static Fd timerfd() throws IOException {
        return own("timerfd_create", C.timerfd_create(1, O_CLOEXEC));
    }

    static Fd inotify() throws IOException {
        return own("inotify_init1", C.inotify_init1(O_CLOEXEC));
    }

    /** Waits for no signal at all. */
    static Fd signalfd() throws IOException {
        ByteBuffer mask = ByteBuffer.allocateDirect(128).order(ByteOrder.nativeOrder());
        return own("signalfd", C.signalfd(-1, mask, O_CLOEXEC));
    }

    static Fd userfaultfd() throws IOException, Unavailable {
        if (!"amd64".equals(System.getProperty("os.arch"))) {
            throw new Unavailable("userfaultfd's number is known for x86-64 only");
        }
        return special("userfaultfd", C.syscall(SYS_USERFAULTFD_X86_64, O_CLOEXEC | 1, 0));
    }

    static Fd secretMemory() throws IOException, Unavailable {
        return special("memfd_secret", C.syscall(SYS_MEMFD_SECRET, O_CLOEXEC, 0));
    }

    static Fd memfd(int flags, long size) throws IOException {
        Fd fd = own("memfd_create", C.memfd_create("torture", flags | 1));
        if (C.ftruncate(fd.raw(), size) < 0) {
            int errno = errno();
            fd.close();
            throw new IOException("ftruncate: errno " + errno);
        }
        return fd;
    }

    static void truncate(Fd fd, long size) throws IOException {
        check("ftruncate", C.ftruncate(fd.raw(), size));
    }

    static void allocate(Fd fd, long size) throws IOException {
        check("fallocate", C.fallocate(fd.raw(), 0, 0, size));
    }

    static void punchHole(Fd fd, long offset, long length) throws IOException {
        check("fallocate", C.fallocate(fd.raw(), FALLOC_KEEP_SIZE_PUNCH_HOLE, offset, length));
    }

    static void addSeals(Fd fd, int seals) throws IOException {
        check("F_ADD_SEALS", C.fcntl(fd.raw(), F_ADD_SEALS, seals));
    }

    static void addFlag(Fd fd, int flag) throws IOException {
        check("F_SETFL", C.fcntl(fd.raw(), F_SETFL, C.fcntl(fd.raw(), F_GETFL, 0) | flag));
    }

    /** Writes one int over and over through a mapping, for files that know no write. */
    static void paint(Fd fd, int length, int value) throws IOException {
        long address = C.mmap(null, length, PROT_READ_WRITE, MAP_SHARED, fd.raw(), 0);
        if (address == -1) {
            throw new IOException("mmap: errno " + errno());
        }
        Pointer memory = Pointer.wrap(RUNTIME, address);
        for (int at = 0; at < length; at += 4) {
            memory.putInt(at, value);
        }
        C.munmap(address, length);
    }

    private static Fd special(String what, long result) throws Unavailable {
        if (result < 0) {
            throw new Unavailable(what + ": errno " + errno());
        }
        return Fd.own((int) result);
    }

    private static Fd own(String what, int result) throws IOException {
        check(what, result);
        return Fd.own(result);
    }

    private static void check(String what, int result) throws IOException {
        if (result < 0) {
            throw new IOException(what + ": errno " + errno());
        }
    }

    private static int errno() {
        return LastError.getLastError(RUNTIME);
    }
}
