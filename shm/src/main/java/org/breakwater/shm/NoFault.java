package org.breakwater.shm;

/**
 * A mapping that the kernel itself keeps from faulting: missing pages read as zeros.
 *
 * <p>Such a kernel may leave its zeros in place when the file grows again. To reveal what the file
 * holds then, a mapping that was seen short is made anew before the next read.
 */
final class NoFault implements PoolMapping {
    private final KernelCalls kernel;
    private final int fd;
    private final int flags;
    private final long size;
    private final boolean reveal;
    private long address;
    private boolean stale;

    NoFault(KernelCalls kernel, int fd, int flags, long address, long size, boolean reveal) {
        this.kernel = kernel;
        this.fd = fd;
        this.flags = flags;
        this.address = address;
        this.size = size;
        this.reveal = reveal;
    }

    @Override
    public MappingKind kind() {
        return MappingKind.NO_FAULT;
    }

    @Override
    public long address() {
        return address;
    }

    @Override
    public long mappedBytes() {
        return size;
    }

    @Override
    public long read(long offset, int stride, int rowBytes, int rows, PixelSink sink) {
        if (rows == 0) {
            return 0;
        }
        if (stale) {
            mapAgain();
        }
        sink.rows(address + offset, stride, 0, rows);
        long end = Math.max(0, kernel.size(fd));
        stale = reveal && end < size;
        long span = PoolMapping.span(stride, rowBytes, rows);
        return Math.max(0, Math.min(span, offset + span - end));
    }

    private void mapAgain() {
        long fresh = kernel.map(fd, size, flags);
        if (fresh > 0) {
            kernel.unmap(address, size);
            address = fresh;
        }
    }

    @Override
    public void unmap() {
        kernel.unmap(address, size);
    }
}
