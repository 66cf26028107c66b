package org.breakwater.shm;

/** The real kernel, for tests to change one thing of. */
class DelegatingKernel implements KernelCalls {
    final KernelCalls linux = new LinuxKernel();

    @Override
    public int statusFlags(int fd) {
        return linux.statusFlags(fd);
    }

    @Override
    public int seals(int fd) {
        return linux.seals(fd);
    }

    @Override
    public long size(int fd) {
        return linux.size(fd);
    }

    @Override
    public boolean isDense(int fd) {
        return linux.isDense(fd);
    }

    @Override
    public boolean isResident(long address, long length) {
        return linux.isResident(address, length);
    }

    @Override
    public boolean isHugetlb(int fd) {
        return linux.isHugetlb(fd);
    }

    @Override
    public long map(int fd, long length, int flags) {
        return linux.map(fd, length, flags);
    }

    @Override
    public void unmap(long address, long length) {
        linux.unmap(address, length);
    }

    @Override
    public long pread(int fd, long address, long count, long offset) {
        return linux.pread(fd, address, count, offset);
    }
}
