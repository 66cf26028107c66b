package org.breakwater.shm;

/**
 * One way to read the first {@code size} bytes of a client's file so that nothing the client does
 * to the file can harm us. Lives from one resize of the pool to the next. Loop's thread.
 */
sealed interface PoolMapping permits Sealed, NoFault, Guarded, Copied {
    MappingKind kind();

    /** Where it is mapped; 0 when it is not. */
    long address();

    /** Bytes of address space held. */
    long mappedBytes();

    /**
     * Gives {@code rows} rows of {@code rowBytes} bytes, {@code stride} bytes apart in the file and
     * beginning at {@code offset}, to the sink. The caller has checked that they lie in the pool.
     *
     * @return how many bytes were past the end of the file and read as zero
     */
    long read(long offset, int stride, int rowBytes, int rows, PixelSink sink);

    /** Gives back the address space. Called once; no read may follow. May run on any thread. */
    void unmap();

    /** How many bytes a read spans in the file. */
    static long span(int stride, int rowBytes, int rows) {
        return rows == 0 ? 0 : (long) stride * (rows - 1) + rowBytes;
    }
}
