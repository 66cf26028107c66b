package org.breakwater.compositor.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.demo.Expectation.Zeros;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

final class ExaminationTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int BACKGROUND = 0x1d2f3c;
    private static final Rect WINDOW = new Rect(70, 50, HostileClient.WIDTH, HostileClient.HEIGHT);
    private static final int MIDDLE = 100 * HostileClient.STRIDE + 40;

    private static final Picture BEFORE = picture(pixel -> HostileClient.COLOUR);

    /** A picture with the hostile window in it, whose pixels are given by their number. */
    private static Picture picture(IntUnaryOperator content) {
        int[] pixels = new int[WIDTH * HEIGHT];
        Arrays.fill(pixels, BACKGROUND);
        for (int y = 0; y < WINDOW.height(); y++) {
            for (int x = 0; x < WINDOW.width(); x++) {
                pixels[(WINDOW.y() + y) * WIDTH + WINDOW.x() + x] =
                        content.applyAsInt(y * WINDOW.width() + x);
            }
        }
        return new Picture(WIDTH, HEIGHT, pixels);
    }

    private static Picture zeros(int from, int to) {
        Zeros range = new Zeros(from, to);
        return picture(pixel -> range.covers(pixel * 4) ? 0 : HostileClient.COLOUR);
    }

    private static Examination examine(Picture after) {
        return new Examination(BEFORE, after, WINDOW);
    }

    @Test
    void findsTheWindow() {
        assertEquals(WINDOW, Examination.find(BEFORE));
    }

    @Test
    void findsNoWindowThatIsNotAllInSight() {
        assertNull(Examination.find(zeros(0, HostileClient.STRIDE)));
        assertNull(Examination.find(zeros(0, HostileClient.BYTES)));
    }

    @Test
    void saysWhereZerosBegin() {
        Examination half = examine(zeros(MIDDLE, HostileClient.BYTES));
        assertEquals("zeros from row 100 col 10", half.reading());
        assertTrue(half.shows(Zeros.after(MIDDLE)));
        assertFalse(half.shows(Zeros.after(MIDDLE - 4)));
        assertFalse(half.shows(Zeros.after(MIDDLE + 4)));
        assertFalse(half.shows(Zeros.none()));
        assertFalse(half.isGone());
    }

    @Test
    void saysWhereZerosEnd() {
        Examination hole = examine(zeros(MIDDLE, 2 * MIDDLE));
        assertEquals("zeros from row 100 col 10 to row 200 col 19", hole.reading());
        assertTrue(hole.shows(new Zeros(MIDDLE, 2 * MIDDLE)));
        assertFalse(hole.shows(Zeros.after(MIDDLE)));
    }

    @Test
    void tellsAllFromNothing() {
        assertEquals("all 300 rows intact", examine(BEFORE).reading());
        assertTrue(examine(BEFORE).shows(Zeros.none()));
        Examination nothing = examine(zeros(0, HostileClient.BYTES));
        assertEquals("zeros everywhere", nothing.reading());
        assertTrue(nothing.shows(Zeros.after(0)));
    }

    @Test
    void onePixelOfAnythingElseIsNotWhatWasExpected() {
        int odd = 123 * HostileClient.WIDTH + 7;
        Examination leak = examine(picture(pixel -> pixel == odd ? 0xc0ffee
                : pixel * 4 >= MIDDLE ? 0 : HostileClient.COLOUR));
        assertEquals("1 stray pixels, the first 0xc0ffee at row 123 col 7", leak.reading());
        assertFalse(leak.shows(Zeros.after(MIDDLE)));
    }

    @Test
    void onlyWhatWasInSightBeforeCounts() {
        Picture covered = picture(pixel -> pixel == 500 ? BACKGROUND : HostileClient.COLOUR);
        Examination behind = new Examination(covered, covered, WINDOW);
        assertEquals("all 300 rows intact", behind.reading());
        assertTrue(behind.shows(Zeros.none()));
    }

    @Test
    void anExpectedErrorIsOfTheRightObjectAndCode() {
        Examination gone = examine(picture(pixel -> BACKGROUND));
        Expectation refusal = new Expectation.Refusal("wl_shm_pool", 1);
        assertTrue(gone.isGone());
        assertTrue(Demo.isAsExpected(refusal, new Told.Error("wl_shm_pool", 1, ""), gone));
        assertFalse(Demo.isAsExpected(refusal, new Told.Error("wl_shm_pool", 2, ""), gone));
        assertFalse(Demo.isAsExpected(refusal, new Told.Error("wl_shm", 1, ""), gone));
        assertFalse(Demo.isAsExpected(refusal, new Told.LivesOn(), gone));
        assertFalse(Demo.isAsExpected(refusal, new Told.Error("wl_shm_pool", 1, ""), examine(BEFORE)));
    }

    @Test
    void anExactPictureIsNotEnoughForAClientThatWasDisconnected() {
        assertTrue(Demo.isAsExpected(Zeros.none(), new Told.LivesOn(), examine(BEFORE)));
        assertFalse(Demo.isAsExpected(Zeros.none(), new Told.HungUp(""), examine(BEFORE)));
    }
}
