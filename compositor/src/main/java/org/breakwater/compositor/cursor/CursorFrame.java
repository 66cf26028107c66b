package org.breakwater.compositor.cursor;

/**
 * One picture of a cursor.
 *
 * @param hotspotX the pixel that points, from the left
 * @param hotspotY likewise, from the top
 * @param delayMs how long it shows before the next of its kind; 0 where there is but one
 * @param pixels ARGB premultiplied, row by row; nobody changes them
 */
public record CursorFrame(int width, int height, int hotspotX, int hotspotY, int delayMs,
        int[] pixels) {
    /** As long as an animation's frame shows at least, however hasty the file. */
    public static final int LEAST_DELAY_MS = 10;
}
