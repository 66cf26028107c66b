package org.breakwater.shm;

/**
 * A mapping of a file that is sealed against shrinking and as long as the pool: no page of it can
 * go missing, so its memory is handed out as it is.
 */
final class Sealed implements PoolMapping {
    private final KernelCalls kernel;
    private final long address;
    private final long size;

    Sealed(KernelCalls kernel, long address, long size) {
        this.kernel = kernel;
        this.address = address;
        this.size = size;
    }

    @Override
    public MappingKind kind() {
        return MappingKind.SEALED;
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
        if (rows > 0) {
            sink.rows(address + offset, stride, 0, rows);
        }
        return 0;
    }

    @Override
    public void unmap() {
        kernel.unmap(address, size);
    }
}
