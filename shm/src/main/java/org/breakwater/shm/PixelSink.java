package org.breakwater.shm;

/** Receives the rows of a read, in one or more bands, in order from the first row. */
@FunctionalInterface
public interface PixelSink {
    /**
     * Rows {@code [firstRow, firstRow + rows)} of the read. The first of them begins at
     * {@code address}, which may be unaligned, and they are {@code stride} bytes apart. The memory
     * may be read during the call only, and never written. Must not start another read.
     */
    void rows(long address, int stride, int firstRow, int rows);
}
