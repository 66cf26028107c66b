package org.breakwater.shm;

/**
 * Where a buffer's pixels lie in its pool. Only {@link #check} tells whether they do.
 *
 * @param offset of the first pixel, in bytes
 * @param width  in pixels
 * @param height in rows
 * @param stride from one row to the next, in bytes
 */
record BufferLayout(int offset, int width, int height, int stride, ShmFormat format) {
    /** The largest width and height; no texture is larger. */
    static final int MAX_SIDE = 1 << 16;

    /** What is wrong with the layout in a pool of {@code poolSize} bytes; null: nothing. */
    String check(int poolSize) {
        if (offset < 0) {
            return "negative offset " + offset;
        }
        if (width <= 0 || height <= 0 || width > MAX_SIDE || height > MAX_SIDE) {
            return "size " + width + "x" + height;
        }
        long rowBytes = (long) width * format.bytesPerPixel();
        if (stride < rowBytes) {
            return "stride " + stride + " for rows of " + rowBytes + " bytes";
        }
        if (stride % format.bytesPerPixel() != 0) {
            return "stride " + stride + " is no multiple of " + format.bytesPerPixel();
        }
        long end = offset + (long) stride * height;
        if (end > poolSize) {
            return "the buffer ends at " + end + ", the pool at " + poolSize;
        }
        return null;
    }

    /** All of its bytes; those between its rows are among them. */
    Extent extent() {
        int rowBytes = width * format.bytesPerPixel();
        return new Extent(offset, PoolMapping.span(stride, rowBytes, height));
    }
}
