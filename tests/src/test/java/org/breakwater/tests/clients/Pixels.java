package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntPredicate;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.render.geometry.Rect;

/** Questions about areas of a picture; colours are 0xRRGGBB. */
final class Pixels {
    private final Picture picture;
    private final Rect area;

    private Pixels(Picture picture, Rect area) {
        this.picture = picture;
        this.area = area;
    }

    static Pixels of(Picture picture) {
        return new Pixels(picture, new Rect(0, 0, picture.width(), picture.height()));
    }

    /** Areas that stick out of the picture are an error of the compositor's placement. */
    static Pixels of(Picture picture, Rect area) {
        assertTrue(area.x() >= 0 && area.y() >= 0 && area.x2() <= picture.width()
                && area.y2() <= picture.height() && !area.isEmpty(),
                () -> area + " is not within the picture");
        return new Pixels(picture, area);
    }

    Rect area() {
        return area;
    }

    /** A part, given relative to this area's top left corner. */
    Pixels part(int x, int y, int width, int height) {
        return of(picture, new Rect(area.x() + x, area.y() + y, width, height));
    }

    int at(int x, int y) {
        return picture.at(area.x() + x, area.y() + y);
    }

    int count(IntPredicate wanted) {
        int count = 0;
        for (int y = area.y(); y < area.y2(); y++) {
            for (int x = area.x(); x < area.x2(); x++) {
                if (wanted.test(picture.at(x, y))) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Of the area's pixels, 0 to 1. */
    double share(IntPredicate wanted) {
        return count(wanted) / ((double) area.width() * area.height());
    }

    void assertShare(String what, double least, double most, IntPredicate wanted) {
        double share = share(wanted);
        assertTrue(share >= least && share <= most,
                () -> what + " covers " + share + " of " + area + ", not " + least + " to " + most);
    }

    void assertFilled(String what, int color) {
        int others = count(near(color, 2).negate());
        assertEquals(0, others, () -> what + ": pixels of " + area + " that are not "
                + Integer.toHexString(color));
    }

    /**
     * The smallest rectangle with all the wanted pixels, relative to this area; empty if there
     * are none.
     */
    Rect bounds(IntPredicate wanted) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = -1;
        int bottom = -1;
        for (int y = 0; y < area.height(); y++) {
            for (int x = 0; x < area.width(); x++) {
                if (wanted.test(at(x, y))) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        return right < 0 ? new Rect(0, 0, 0, 0)
                : new Rect(left, top, right + 1 - left, bottom + 1 - top);
    }

    /** Where two pictures of the same size differ. */
    static Rect difference(Picture before, Picture after) {
        assertEquals(before.width(), after.width());
        assertEquals(before.height(), after.height());
        int[] changed = new int[before.pixels().length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = before.pixels()[i] == after.pixels()[i] ? 0 : 1;
        }
        return of(new Picture(before.width(), before.height(), changed))
                .bounds(pixel -> pixel == 1);
    }

    static IntPredicate near(int color, int tolerance) {
        return pixel -> Math.abs((pixel >> 16 & 0xff) - (color >> 16 & 0xff)) <= tolerance
                && Math.abs((pixel >> 8 & 0xff) - (color >> 8 & 0xff)) <= tolerance
                && Math.abs((pixel & 0xff) - (color & 0xff)) <= tolerance;
    }

    static int red(int pixel) {
        return pixel >> 16 & 0xff;
    }

    static int green(int pixel) {
        return pixel >> 8 & 0xff;
    }

    static int blue(int pixel) {
        return pixel & 0xff;
    }
}
