package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What weston-simple-shm draws: 250 x 250 pixels with a margin of 20, in which every pixel is a
 * count times one colour. The count grows with x outside of a ring, with y on the ring and with
 * the distance from the centre within it, and everywhere with the time of the frame. So one
 * unknown, the time, says what every pixel must be, and a picture that is turned, mirrored,
 * shifted or of swapped colours cannot pass.
 */
final class Rings {
    static final int SIZE = 250;
    private static final int MARGIN = 20;
    private static final int CENTRE = SIZE / 2;
    private static final int COLOR = 0x080401;
    private static final int PER_COLOR = inverse(COLOR);
    private static final int OUTER = square(CENTRE - 8);
    private static final int INNER = square(CENTRE - 8 - 32);

    private Rings() {
    }

    /** Checks every pixel; returns the frame's time in units of 16 ms, modulo 2^22. */
    static int check(Pixels window) {
        assertEquals(SIZE, window.area().width());
        assertEquals(SIZE, window.area().height());
        window.part(0, 0, SIZE, MARGIN).assertFilled("the margin", 0xffffff);
        window.part(0, 0, MARGIN, SIZE).assertFilled("the margin", 0xffffff);
        window.part(0, SIZE - MARGIN, SIZE, MARGIN).assertFilled("the margin", 0xffffff);
        window.part(SIZE - MARGIN, 0, MARGIN, SIZE).assertFilled("the margin", 0xffffff);
        int time = count(window.at(MARGIN, MARGIN)) - MARGIN;
        int wrong = 0;
        for (int y = MARGIN; y < SIZE - MARGIN; y++) {
            for (int x = MARGIN; x < SIZE - MARGIN; x++) {
                if (!isRight(count(window.at(x, y)), x, y, time)) {
                    wrong++;
                }
            }
        }
        assertEquals(0, wrong, "pixels that do not fit the others");
        assertTrue(window.share(pixel -> Pixels.red(pixel) != Pixels.blue(pixel)) > 0.5, "colours");
        return time & 0x3fffff;
    }

    private static boolean isRight(int count, int x, int y, int time) {
        int distance = square(x - CENTRE) + square(y - CENTRE);
        // Of time/2 and time/4 fewer bits are known: the count itself is known modulo 2^24.
        if (distance < INNER) {
            return (count - distance / 32 - ((time & 0xffffff) >> 2) & 0x3fffff) == 0;
        }
        if (distance < OUTER) {
            return (count - y - ((time & 0xffffff) >> 1) & 0x7fffff) == 0;
        }
        return (count - x - time & 0xffffff) == 0;
    }

    /** How often {@link #COLOR} was added up, modulo 2^24, to give this pixel. */
    private static int count(int pixel) {
        return pixel * PER_COLOR & 0xffffff;
    }

    private static int inverse(int odd) {
        int inverse = odd;
        for (int bits = 3; bits < 32; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private static int square(int value) {
        return value * value;
    }
}
