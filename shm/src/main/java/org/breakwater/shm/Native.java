package org.breakwater.shm;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;

/** The C library's calls that this package makes, with a failure given as {@code -errno}. */
final class Native {
    static final int EINTR = 4;

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

    private static final NativeLibrary C = NativeLibrary.c();
    private static final NativeFunction MEMFD_CREATE = C.function("memfd_create");
    private static final NativeFunction FTRUNCATE = C.function("ftruncate");
    private static final NativeFunction FALLOCATE = C.function("fallocate");
    private static final NativeFunction MMAP = C.function("mmap");
    private static final NativeFunction MUNMAP = C.function("munmap");
    private static final NativeFunction MINCORE = C.function("mincore");
    private static final NativeFunction FSTAT = C.function("fstat");
    private static final NativeFunction FSTATFS = C.function("fstatfs");
    private static final NativeFunction PREAD = C.function("pread");
    private static final NativeFunction PWRITE = C.function("pwrite");
    private static final NativeFunction READ = C.function("read");
    private static final NativeFunction WRITE = C.function("write");
    private static final NativeFunction PIPE2 = C.function("pipe2");
    private static final NativeFunction FCNTL = C.function("fcntl");
    private static final NativeFunction CLOSE = C.function("close");
    private static final MemoryIO MEMORY = MemoryIO.getInstance();

    private Native() {
    }

    static int memfdCreate(String name, int flags) {
        try (NativeText text = new NativeText(name)) {
            return result((int) MEMFD_CREATE.call(text.address(), flags));
        }
    }

    static int ftruncate(int fd, long length) {
        return result((int) FTRUNCATE.call(fd, length));
    }

    static int fallocate(int fd, int mode, long offset, long length) {
        return result((int) FALLOCATE.call(fd, mode, offset, length));
    }

    static long mmap(long length, int prot, int flags, int fd) {
        return result(MMAP.call(0, length, prot, flags, fd, 0));
    }

    static int munmap(long address, long length) {
        return result((int) MUNMAP.call(address, length));
    }

    /** A byte for each page goes to {@code pages}; its lowest bit says that the page is in memory. */
    static int mincore(long address, long length, long pages) {
        return result((int) MINCORE.call(address, length, pages));
    }

    static int fstat(int fd, long stat) {
        return result((int) FSTAT.call(fd, stat));
    }

    static int fstatfs(int fd, long statfs) {
        return result((int) FSTATFS.call(fd, statfs));
    }

    static long pread(int fd, long buffer, long count, long offset) {
        return result(PREAD.call(fd, buffer, count, offset));
    }

    static long pwrite(int fd, long buffer, long count, long offset) {
        return result(PWRITE.call(fd, buffer, count, offset));
    }

    static long read(int fd, long buffer, long count) {
        return result(READ.call(fd, buffer, count));
    }

    static long write(int fd, long buffer, long count) {
        return result(WRITE.call(fd, buffer, count));
    }

    static int pipe2(long fds, int flags) {
        return result((int) PIPE2.call(fds, flags));
    }

    static int fcntl(int fd, int command, long argument) {
        return result((int) FCNTL.call(fd, command, argument));
    }

    /** Never retried: after EINTR the descriptor is gone all the same. */
    static int close(int fd) {
        return result((int) CLOSE.call(fd));
    }

    /** A view of memory that we mapped. The caller sees to it that nobody uses it once unmapped. */
    static ByteBuffer view(long address, int length) {
        return MEMORY.newDirectByteBuffer(address, length).order(ByteOrder.nativeOrder());
    }

    static long addressOf(ByteBuffer direct) {
        return MEMORY.getDirectBufferAddress(direct);
    }

    private static int result(int value) {
        return value == -1 ? -NativeLibrary.errno() : value;
    }

    private static long result(long value) {
        return value == -1 ? -NativeLibrary.errno() : value;
    }
}
