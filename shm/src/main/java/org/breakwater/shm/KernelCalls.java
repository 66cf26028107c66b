package org.breakwater.shm;

/**
 * What the mapper asks of the kernel about a client's descriptor. {@link LinuxKernel} asks the real
 * one; tests put a kernel with other abilities in its place. Failures are {@code -errno}. Used on
 * the loop's thread, except {@link #unmap}.
 */
interface KernelCalls {
    /** The status flags (F_GETFL). Never blocks. */
    int statusFlags(int fd);

    /** The seals (F_GET_SEALS): negative when the file is not shmem or hugetlb. Never blocks. */
    int seals(int fd);

    /** The length of the file in bytes. May block for ever when the file is not shmem. */
    long size(int fd);

    /** Whether the file, known to be shmem, has a page for each of its bytes: no holes. */
    boolean isDense(int fd);

    /** Whether every page of this part of a mapping is in memory, so that reading it makes no new ones. */
    boolean isResident(long address, long length);

    /** Whether the file, known to be shmem or hugetlb, is hugetlb. */
    boolean isHugetlb(int fd);

    /** Maps the first {@code length} bytes read-only; gives the address. */
    long map(int fd, long length, int flags);

    void unmap(long address, long length);

    /** Reads into native memory; short at the end of the file, 0 past it. */
    long pread(int fd, long address, long count, long offset);
}
