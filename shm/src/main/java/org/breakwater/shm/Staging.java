package org.breakwater.shm;

import java.nio.ByteBuffer;

/**
 * The memory that pixels are copied into on their way from a client's file: one block for all
 * pools, used again and again. A read larger than the block goes through it in bands of rows, so
 * that the block stays small (and in the processor's cache). Whatever is in it before a read never
 * shows: a filler writes every byte of every row, zeros where the file has none.
 */
final class Staging {
    /** A band's usual size: it and where it goes lie in a second-level cache. Only a single row may be larger. */
    static final int BAND_BYTES = 1 << 18;
    /** The largest row that can be read. */
    static final int MAX_ROW_BYTES = 1 << 24;

    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();

    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    private long address = Native.addressOf(buffer);
    private boolean busy;

    /** Fills the block with rows. */
    interface Filler {
        /**
         * Writes the rows to the block, {@code pitch} bytes apart. {@code pitch} is either
         * {@code stride}, and then all may be copied in one go, or {@code rowBytes}.
         *
         * @return how many bytes were past the end of the file
         */
        long fill(long offset, int stride, int rowBytes, int rows, int pitch);
    }

    ByteBuffer buffer() {
        return buffer;
    }

    long address() {
        return address;
    }

    void zero(int at, int length) {
        int done = 0;
        while (done < length) {
            int step = Math.min(length - done, ZEROS.capacity());
            buffer.put(at + done, ZEROS, 0, step);
            done += step;
        }
    }

    /** Reads by bands; gaps of up to {@code maxGap} bytes between rows are copied along. */
    long read(Filler filler, int maxGap, long offset, int stride, int rowBytes, int rows,
            PixelSink sink) {
        if (rows == 0 || rowBytes == 0) {
            return 0;
        }
        if (busy) {
            throw new IllegalStateException("a read inside a read");
        }
        busy = true;
        try {
            int pitch = rows > 1 && stride - rowBytes <= maxGap ? stride : rowBytes;
            int band = Math.min(rows, Math.max(1, BAND_BYTES / pitch));
            ensure(Math.multiplyExact(band, pitch));
            long missing = 0;
            for (int row = 0; row < rows; row += band) {
                int count = Math.min(band, rows - row);
                missing += filler.fill(offset + (long) row * stride, stride, rowBytes, count,
                        pitch);
                sink.rows(address, pitch, row, count);
            }
            return missing;
        } finally {
            busy = false;
        }
    }

    private void ensure(int bytes) {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(bytes);
            address = Native.addressOf(buffer);
        }
    }
}
