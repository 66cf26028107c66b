package org.breakwater.shm;

import java.nio.ByteBuffer;

/**
 * A mapping of a file that may shrink at any moment, read only by the JVM's bulk copy.
 *
 * <p>The JVM turns the SIGBUS of a bulk copy into an InternalError, which it throws no later than
 * at the next call into native code. So the copy is followed, in the same try block, by such a
 * call: {@code fstat}, which also tells whether the file has become too short without a page being
 * gone. In either case the rows are read again with {@code pread}, which knows exactly where the
 * file ends. {@link Capabilities} has shown that the error does arrive inside the block.
 */
final class Guarded implements PoolMapping, Staging.Filler {
    /** Copying a gap this wide costs less than starting another copy. */
    private static final int MAX_GAP = 256;

    private final KernelCalls kernel;
    private final int fd;
    private final long address;
    private final long size;
    private final ByteBuffer memory;
    private final FileReader file;
    private final Staging staging;

    Guarded(KernelCalls kernel, int fd, long address, int size, FileReader file, Staging staging) {
        this.kernel = kernel;
        this.fd = fd;
        this.address = address;
        this.size = size;
        this.memory = Native.view(address, size);
        this.file = file;
        this.staging = staging;
    }

    @Override
    public MappingKind kind() {
        return MappingKind.GUARDED;
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
        return staging.read(this, MAX_GAP, offset, stride, rowBytes, rows, sink);
    }

    @Override
    public long fill(long offset, int stride, int rowBytes, int rows, int pitch) {
        long missing = 0;
        if (!copy((int) offset, stride, rowBytes, rows, pitch)) {
            missing = file.fill(offset, stride, rowBytes, rows, pitch);
        }
        file.blank(offset, stride, rowBytes, rows, pitch);
        return missing;
    }

    private boolean copy(int offset, int stride, int rowBytes, int rows, int pitch) {
        int span = (int) PoolMapping.span(stride, rowBytes, rows);
        try {
            if (pitch == stride) {
                staging.buffer().put(0, memory, offset, span);
            } else {
                for (int row = 0; row < rows; row++) {
                    staging.buffer().put(row * pitch, memory, offset + row * stride, rowBytes);
                }
            }
            return kernel.size(fd) >= (long) offset + span;
        } catch (InternalError fault) {
            return false;
        }
    }

    @Override
    public void unmap() {
        kernel.unmap(address, size);
    }
}
