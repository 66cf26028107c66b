package org.breakwater.shm;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The C library's calls that this package makes, with a failure given as {@code -errno}.
 *
 * <p>Addresses are plain longs, except mmap's: JNR-FFI miscompiles a method of six primitives.
 */
final class Native {
    static final int EINTR = 4;
    static final int EFAULT = 14;

    static final int F_GETFL = 3;
    static final int F_ADD_SEALS = 1033;
    static final int F_GET_SEALS = 1034;

    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_ACCMODE = 3;
    static final int O_PATH = 0x20_0000;
    static final int O_CLOEXEC = 0x8_0000;
    static final int O_NONBLOCK = 0x800;

    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int MAP_SHARED = 1;
    static final int MAP_PRIVATE = 2;
    static final int MAP_SHARED_VALIDATE = 3;

    static final int MFD_CLOEXEC = 1;
    static final int MFD_ALLOW_SEALING = 2;

    static final int FALLOC_FL_KEEP_SIZE = 1;
    static final int FALLOC_FL_PUNCH_HOLE = 2;

    static final long HUGETLBFS_MAGIC = 0x9584_58F6L;

    /** Where st_size lies in struct stat; the same on x86-64 and aarch64. */
    static final int ST_SIZE = 48;
    /** Where st_blocks lies, in units of 512 bytes; likewise. */
    static final int ST_BLOCKS = 64;
    /** Room for struct stat and struct statfs of any 64-bit Linux. */
    static final int STAT_BYTES = 256;

    private static final LibC C = LibraryLoader.create(LibC.class).load("c");
    private static final Runtime RUNTIME = Runtime.getRuntime(C);
    private static final MemoryIO MEMORY = MemoryIO.getInstance();

    private Native() {
    }

    /** JNR-FFI generates the class behind this, in a class loader of its own: hence public. */
    public interface LibC {
        int memfd_create(String name, int flags);

        int ftruncate(int fd, long length);

        int fallocate(int fd, int mode, long offset, long length);

        long mmap(Pointer address, long length, int prot, int flags, int fd, long offset);

        int munmap(long address, long length);

        int mincore(long address, long length, long pages);

        int fstat(int fd, long stat);

        int fstatfs(int fd, long statfs);

        long pread(int fd, long buffer, long count, long offset);

        long pwrite(int fd, long buffer, long count, long offset);

        long read(int fd, long buffer, long count);

        long write(int fd, long buffer, long count);

        int pipe2(long fds, int flags);

        int fcntl(int fd, int command, long argument);

        int close(int fd);
    }

    static int memfdCreate(String name, int flags) {
        return (int) result(C.memfd_create(name, flags));
    }

    static int ftruncate(int fd, long length) {
        return (int) result(C.ftruncate(fd, length));
    }

    static int fallocate(int fd, int mode, long offset, long length) {
        return (int) result(C.fallocate(fd, mode, offset, length));
    }

    static long mmap(long length, int prot, int flags, int fd) {
        return result(C.mmap(null, length, prot, flags, fd, 0));
    }

    static int munmap(long address, long length) {
        return (int) result(C.munmap(address, length));
    }

    /** A byte for each page goes to {@code pages}; its lowest bit says that the page is in memory. */
    static int mincore(long address, long length, long pages) {
        return (int) result(C.mincore(address, length, pages));
    }

    static int fstat(int fd, long stat) {
        return (int) result(C.fstat(fd, stat));
    }

    static int fstatfs(int fd, long statfs) {
        return (int) result(C.fstatfs(fd, statfs));
    }

    static long pread(int fd, long buffer, long count, long offset) {
        return result(C.pread(fd, buffer, count, offset));
    }

    static long pwrite(int fd, long buffer, long count, long offset) {
        return result(C.pwrite(fd, buffer, count, offset));
    }

    static long read(int fd, long buffer, long count) {
        return result(C.read(fd, buffer, count));
    }

    static long write(int fd, long buffer, long count) {
        return result(C.write(fd, buffer, count));
    }

    static int pipe2(long fds, int flags) {
        return (int) result(C.pipe2(fds, flags));
    }

    static int fcntl(int fd, int command, long argument) {
        return (int) result(C.fcntl(fd, command, argument));
    }

    /** Never retried: after EINTR the descriptor is gone all the same. */
    static int close(int fd) {
        return (int) result(C.close(fd));
    }

    /** A view of memory that we mapped. The caller sees to it that nobody uses it once unmapped. */
    static ByteBuffer view(long address, int length) {
        return MEMORY.newDirectByteBuffer(address, length).order(ByteOrder.nativeOrder());
    }

    static long addressOf(ByteBuffer direct) {
        return MEMORY.getDirectBufferAddress(direct);
    }

    private static long result(long value) {
        return value == -1 ? -LastError.getLastError(RUNTIME) : value;
    }
}
