package org.breakwater.shm;

/** Reads a client's file into the staging memory with {@code pread}; what is missing is zero. */
final class FileReader {
    private final KernelCalls kernel;
    private final int fd;
    private final Staging staging;
    private final StickyZeros sticky;

    /** @param sticky null when regrown pages are to be revealed */
    FileReader(KernelCalls kernel, int fd, Staging staging, StickyZeros sticky) {
        this.kernel = kernel;
        this.fd = fd;
        this.staging = staging;
        this.sticky = sticky;
    }

    /** As {@link Staging.Filler#fill}. */
    long fill(long offset, int stride, int rowBytes, int rows, int pitch) {
        if (pitch == stride) {
            return span(offset, 0, (int) PoolMapping.span(stride, rowBytes, rows));
        }
        long missing = 0;
        for (int row = 0; row < rows; row++) {
            missing += span(offset + (long) row * stride, row * pitch, rowBytes);
        }
        return missing;
    }

    /** Zeroes in staging what must stay zero although the file has grown again. */
    void blank(long offset, int stride, int rowBytes, int rows, int pitch) {
        if (sticky == null || sticky.isEmpty()) {
            return;
        }
        for (int row = 0; row < rows; row++) {
            sticky.blank(staging, row * pitch, offset + (long) row * stride, rowBytes);
        }
    }

    private int span(long offset, int at, int length) {
        int done = 0;
        while (done < length) {
            long read = kernel.pread(fd, staging.address() + at + done, length - done,
                    offset + done);
            if (read <= 0) {
                break;
            }
            done += (int) read;
        }
        int missing = length - done;
        if (missing > 0) {
            staging.zero(at + done, missing);
            if (sticky != null) {
                sticky.mark(offset + done, offset + length);
            }
        }
        return missing;
    }
}
