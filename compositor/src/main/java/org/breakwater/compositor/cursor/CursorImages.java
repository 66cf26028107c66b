package org.breakwater.compositor.cursor;

import java.util.List;

/**
 * A cursor in one size: a picture, or several in a circle.
 *
 * @param nominalSize the size that the pictures were made for, in pixels; they themselves may be
 *     larger or smaller
 */
public record CursorImages(int nominalSize, List<CursorFrame> frames) {
    public CursorImages {
        frames = List.copyOf(frames);
        if (nominalSize <= 0 || frames.isEmpty()) {
            throw new IllegalArgumentException("a cursor without size or pictures");
        }
    }

    public boolean isAnimated() {
        return frames.size() > 1;
    }
}
