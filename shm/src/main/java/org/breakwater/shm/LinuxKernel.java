package org.breakwater.shm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The kernel we run on. */
final class LinuxKernel implements KernelCalls {
    private static final long PAGE = 4096;
    /** The answer of mincore for eight pages that are all there; its other bits mean nothing. */
    private static final long EACH_RESIDENT = 0x0101010101010101L;

    private final ByteBuffer stat =
            ByteBuffer.allocateDirect(Native.STAT_BYTES).order(ByteOrder.nativeOrder());
    private final long statAddress = Native.addressOf(stat);
    private ByteBuffer pages = ByteBuffer.allocateDirect(4096);

    @Override
    public int statusFlags(int fd) {
        return Native.fcntl(fd, Native.F_GETFL, 0);
    }

    @Override
    public int seals(int fd) {
        return Native.fcntl(fd, Native.F_GET_SEALS, 0);
    }

    @Override
    public long size(int fd) {
        int result = Native.fstat(fd, statAddress);
        return result < 0 ? result : stat.getLong(Native.ST_SIZE);
    }

    @Override
    public boolean isDense(int fd) {
        return Native.fstat(fd, statAddress) < 0
                || stat.getLong(Native.ST_BLOCKS) * 512 >= stat.getLong(Native.ST_SIZE);
    }

    @Override
    public boolean isResident(long address, long length) {
        long start = address & -PAGE;
        int count = (int) ((address + length - start + PAGE - 1) / PAGE);
        if (count > pages.capacity()) {
            pages = ByteBuffer.allocateDirect(Math.max(count, pages.capacity() * 2));
        }
        if (Native.mincore(start, count * PAGE, Native.addressOf(pages)) < 0) {
            return true;
        }
        int at = 0;
        for (; at + Long.BYTES <= count; at += Long.BYTES) {
            if ((pages.getLong(at) & EACH_RESIDENT) != EACH_RESIDENT) {
                return false;
            }
        }
        for (; at < count; at++) {
            if ((pages.get(at) & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isHugetlb(int fd) {
        return Native.fstatfs(fd, statAddress) < 0
                || stat.getLong(0) == Native.HUGETLBFS_MAGIC;
    }

    @Override
    public long map(int fd, long length, int flags) {
        return Native.mmap(length, Native.PROT_READ, flags, fd);
    }

    @Override
    public void unmap(long address, long length) {
        Native.munmap(address, length);
    }

    @Override
    public long pread(int fd, long address, long count, long offset) {
        long read;
        do {
            read = Native.pread(fd, address, count, offset);
        } while (read == -Native.EINTR);
        return read;
    }
}
