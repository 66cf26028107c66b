package org.breakwater.compositor.demo;

import org.breakwater.compositor.capture.Picture;
import org.breakwater.render.geometry.Rect;

/**
 * What the compositor read out of a hostile client's file, found out from pictures of its output: each pixel
 * of the window that showed the colour before shows the colour, zero, or something that must not be.
 */
final class Examination {
    private static final int ZERO = 0x000000;

    private final Rect window;
    private final Picture before;
    private final Picture after;
    private int colours;
    private int zeros;
    private int others;
    private int firstZero = -1;
    private int lastZero = -1;
    private int firstOther = -1;

    /** {@code window} is where {@code before} shows it, as {@link #find} says. */
    Examination(Picture before, Picture after, Rect window) {
        this.before = before;
        this.after = after;
        this.window = window;
        for (int i = 0; i < HostileClient.WIDTH * HostileClient.HEIGHT; i++) {
            if (at(before, i) == HostileClient.COLOUR) {
                count(i, at(after, i));
            }
        }
    }

    /** Where the hostile window is: the box round its colour; null when it is not all in sight. */
    static Rect find(Picture picture) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                if (picture.at(x, y) == HostileClient.COLOUR) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        boolean whole = right - left + 1 == HostileClient.WIDTH && bottom - top + 1 == HostileClient.HEIGHT;
        return whole ? new Rect(left, top, HostileClient.WIDTH, HostileClient.HEIGHT) : null;
    }

    /** Whether exactly these bytes of the buffer were read as zeros, and all others as they are. */
    boolean shows(Expectation.Zeros expected) {
        for (int i = 0; i < HostileClient.WIDTH * HostileClient.HEIGHT; i++) {
            int wanted = expected.covers(i * 4) ? ZERO : HostileClient.COLOUR;
            if (at(before, i) == HostileClient.COLOUR && at(after, i) != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Whether neither the colour nor zeros were left where the window was. */
    boolean isGone() {
        return colours == 0;
    }

    /** In words. */
    String reading() {
        if (others > 0) {
            return others + " stray pixels, the first 0x"
                    + Integer.toHexString(at(after, firstOther)) + " at " + place(firstOther);
        }
        if (zeros == 0) {
            return "all " + HostileClient.HEIGHT + " rows intact";
        }
        int last = HostileClient.WIDTH * HostileClient.HEIGHT - 1;
        if (colours == 0) {
            return "zeros everywhere";
        }
        String from = "zeros from " + place(firstZero);
        return lastZero == last ? from : from + " to " + place(lastZero);
    }

    private void count(int pixel, int value) {
        if (value == HostileClient.COLOUR) {
            colours++;
        } else if (value == ZERO) {
            zeros++;
            lastZero = pixel;
            if (firstZero < 0) {
                firstZero = pixel;
            }
        } else {
            others++;
            if (firstOther < 0) {
                firstOther = pixel;
            }
        }
    }

    private int at(Picture picture, int pixel) {
        return picture.at(window.x() + pixel % HostileClient.WIDTH,
                window.y() + pixel / HostileClient.WIDTH);
    }

    /** Where in the window a pixel is. */
    static String place(int pixel) {
        int column = pixel % HostileClient.WIDTH;
        String row = "row " + pixel / HostileClient.WIDTH;
        return column == 0 ? row : row + " col " + column;
    }
}
