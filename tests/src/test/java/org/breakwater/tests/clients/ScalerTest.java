package org.breakwater.tests.clients;

import static org.breakwater.tests.clients.Pixels.near;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.breakwater.compositor.capture.Picture;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/**
 * weston-scaler: a buffer of 842 x 674 pixels at scale 2, red with a blue box at (42, 50) of 110
 * x 155 pixels, of whose edges the left and the upper are green, the right is white and the lower
 * black, each one pixel wide. It declares a window geometry of 421 x 337 whatever the viewport
 * makes of the surface.
 */
class ScalerTest {
    private static final int RED = 0xff0000;
    private static final int BLUE = 0x0000ff;

    @Test
    void withoutViewport() {
        try (LiveServer live = LiveServer.start();
                RealClient client = start(live, "scaler-none", "-n")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("", picture -> {
                Pixels whole = Pixels.of(picture, window);
                assertEquals(window, shown(picture));
                assertEquals(new Rect(window.x(), window.y(), 421, 337), window);
                checkRedAround(whole, new Rect(21, 25, 55, 77), 421, 337);
                whole.part(23, 27, 51, 73).assertFilled("the box", BLUE);
            });
            client.closeWindows();
        }
    }

    @Test
    void onAnOutputOfItsScaleEveryPixelIsItsOwn() {
        try (LiveServer live = LiveServer.start("[[output]]\nname = \"HEADLESS-1\"\nscale = 2.0\n",
                LiveServer.MODE);
                RealClient client = start(live, "scaler-scale-2", "-n")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("", picture -> {
                Rect pixels = new Rect(2 * window.x(), 2 * window.y(), 842, 674);
                assertEquals(pixels, shown(picture));
                Pixels whole = Pixels.of(picture, pixels);
                checkRedAround(whole, new Rect(42, 50, 110, 155), 842, 674);
                Pixels box = whole.part(42, 50, 110, 155);
                box.part(1, 1, 108, 153).assertFilled("the box", BLUE);
                box.part(0, 1, 1, 153).assertFilled("its left edge", 0x00ff00);
                box.part(1, 0, 108, 1).assertFilled("its upper edge", 0x00ff00);
                box.part(109, 1, 1, 153).assertFilled("its right edge", 0xffffff);
                box.part(1, 154, 108, 1).assertFilled("its lower edge", 0x000000);
            });
            client.closeWindows();
        }
    }

    /** All of the buffer, squashed into 220 x 308. */
    @Test
    void withDestination() {
        try (LiveServer live = LiveServer.start();
                RealClient client = start(live, "scaler-destination", "-d")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("", picture -> {
                Rect surface = new Rect(window.x(), window.y(), 220, 308);
                assertEquals(surface, shown(picture));
                Pixels whole = Pixels.of(picture, surface);
                // 42 * 220 / 842 = 11.0, 152 * 220 / 842 = 39.7,
                // 50 * 308 / 674 = 22.8, 205 * 308 / 674 = 93.7
                checkRedAround(whole, new Rect(10, 22, 31, 73), 220, 308);
                whole.part(13, 25, 24, 66).assertFilled("the box", BLUE);
            });
            client.closeWindows();
        }
    }

    /**
     * The part from (21.25, 25.25) of 55 x 77 in surface coordinates: the box but for half of its
     * green edges.
     */
    @Test
    void withSource() {
        try (LiveServer live = LiveServer.start();
                RealClient client = start(live, "scaler-source", "-s")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("", picture -> {
                Rect surface = new Rect(window.x(), window.y(), 55, 77);
                assertEquals(surface, shown(picture));
                Pixels.of(picture, surface).part(2, 2, 50, 72).assertFilled("the box", BLUE);
            });
            client.closeWindows();
        }
    }

    /** As before, a quarter of a pixel smaller, and magnified to 220 x 308. */
    @Test
    void withSourceAndDestination() {
        try (LiveServer live = LiveServer.start();
                RealClient client = start(live, "scaler-both", "-b")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("", picture -> {
                Rect surface = new Rect(window.x(), window.y(), 220, 308);
                assertEquals(surface, shown(picture));
                Pixels whole = Pixels.of(picture, surface);
                whole.part(3, 3, 213, 301).assertFilled("the box", BLUE);
                whole.part(0, 3, 1, 300).assertShare("the green left edge", 1, 1,
                        pixel -> Pixels.green(pixel) > 0x60 && Pixels.red(pixel) < 0x40);
                whole.part(3, 0, 210, 1).assertShare("the green upper edge", 1, 1,
                        pixel -> Pixels.green(pixel) > 0x60 && Pixels.red(pixel) < 0x40);
                whole.part(218, 3, 1, 300).assertShare("the white right edge", 1, 1,
                        pixel -> Pixels.green(pixel) > 0x80 && Pixels.red(pixel) > 0x80);
                // The lower edge lies just outside of the source; a filter may mix a hint of it in.
                whole.part(3, 307, 210, 1).assertShare("the last row", 1, 1,
                        pixel -> Pixels.blue(pixel) > 0x80 && Pixels.green(pixel) < 0x10);
            });
            client.closeWindows();
        }
    }

    private static RealClient start(LiveServer live, String name, String mode) {
        return RealClient.start(live, name, "weston-scaler", mode);
    }

    private static void checkRedAround(Pixels whole, Rect box, int width, int height) {
        whole.part(0, 0, width, box.y()).assertFilled("above the box", RED);
        whole.part(0, 0, box.x(), height).assertFilled("left of the box", RED);
        whole.part(box.x2() + 1, 0, width - box.x2() - 1, height)
                .assertFilled("right of the box", RED);
        whole.part(0, box.y2() + 1, width, height - box.y2() - 1)
                .assertFilled("below the box", RED);
    }

    private static Rect shown(Picture picture) {
        return Pixels.of(picture).bounds(near(LiveServer.BACKGROUND, 0).negate());
    }
}
