package org.breakwater.shm;

/** No mapping at all: every read is a {@code pread}, which cannot fault. */
final class Copied implements PoolMapping, Staging.Filler {
    /**
     * A row's own system call costs about as much as reading this many bytes that nobody wants.
     * Rows that are no farther apart are read in one call.
     */
    private static final int MAX_GAP = 4096;

    private final FileReader file;
    private final Staging staging;

    Copied(FileReader file, Staging staging) {
        this.file = file;
        this.staging = staging;
    }

    FileReader file() {
        return file;
    }

    @Override
    public MappingKind kind() {
        return MappingKind.COPIED;
    }

    @Override
    public long address() {
        return 0;
    }

    @Override
    public long mappedBytes() {
        return 0;
    }

    @Override
    public long read(long offset, int stride, int rowBytes, int rows, PixelSink sink) {
        return staging.read(this, MAX_GAP, offset, stride, rowBytes, rows, sink);
    }

    @Override
    public long fill(long offset, int stride, int rowBytes, int rows, int pitch) {
        long missing = file.fill(offset, stride, rowBytes, rows, pitch);
        file.blank(offset, stride, rowBytes, rows, pitch);
        return missing;
    }

    @Override
    public void unmap() {
    }
}
