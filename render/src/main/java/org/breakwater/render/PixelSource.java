package org.breakwater.render;

/** How the renderer reads a client's pixels without knowing whose memory they are in. */
@FunctionalInterface
public interface PixelSource {

    /**
     * Hands over the pixels of a rectangle (buffer coordinates, within the buffer), in one call to
     * {@code reader} or in several for parts of it, before it returns.
     */
    void read(int x, int y, int width, int height, PixelReader reader);

    /** Takes pixels during {@link #read}. */
    @FunctionalInterface
    interface PixelReader {
        /**
         * Pixel ({@code x}, {@code y}) of the buffer is at {@code address}, and rows are
         * {@code stride} bytes apart. The memory is read during the call only, by native code: it
         * must not be able to fault.
         */
        void pixels(long address, int stride, int x, int y, int width, int height);
    }
}
