package org.breakwater.tests.clients;

import static org.breakwater.tests.clients.Pixels.near;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntPredicate;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/** Real clients under the hands of a user. */
class InputTest {
    private static final int LEFT = 0x110;
    private static final int KEY_M = 50;
    private static final int KEY_N = 49;
    private static final int KEY_F = 33;
    private static final int KEY_P = 25;
    private static final int KEY_Q = 16;
    private static final int KEY_T = 20;
    private static final int KEY_Y = 21;
    private static final int KEY_ENTER = 28;
    private static final int KEY_LEFT_SHIFT = 42;
    private static final int WIDTH = LiveServer.MODE.width();
    private static final int HEIGHT = LiveServer.MODE.height();
    private static final IntPredicate TEXT = pixel -> Pixels.green(pixel) > 0xc0;

    @Test
    void keysOpenAndChangeWindows() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "stacking-keys", "weston-stacking")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("one", picture -> content(Pixels.of(picture, window)));

            press(live, KEY_M);
            awaitWindows(client, "maximized", live, new Rect(0, 0, WIDTH, HEIGHT));
            client.awaitPicture("maximized", picture -> content(Pixels.of(picture)));
            press(live, KEY_M);
            awaitWindows(client, "restored", live, window);

            press(live, KEY_F);
            awaitWindows(client, "fullscreen", live, new Rect(0, 0, WIDTH, HEIGHT));
            client.awaitPicture("fullscreen", picture -> {
                Pixels whole = Pixels.of(picture);
                whole.assertShare("one colour", 0.95, 0.999, near(whole.at(500, 500), 0));
                whole.part(0, 0, WIDTH, 2).assertFilled("the upper edge", whole.at(500, 500));
                whole.part(0, HEIGHT - 2, WIDTH, 2)
                        .assertFilled("the lower edge", whole.at(500, 500));
            });
            press(live, KEY_F);
            awaitWindows(client, "restored again", live, window);

            press(live, KEY_T);
            client.await("a second window", () -> live.windows().size() == 2);
            Window second = live.server().desktop().stacking().get(1);
            assertEquals(second, live.server().desktop().focused());
            assertEquals(live.server().desktop().stacking().get(0), second.parent());
            Rect above = live.windows().get(1);
            assertEquals(window.translate(32, 32), above);
            client.awaitPicture("two", picture -> translucent(Pixels.of(picture, above)));

            press(live, KEY_N);
            client.await("a third window", () -> live.windows().size() == 3);
            press(live, KEY_Q);
            client.awaitEnd();
            live.awaitNothingHeld();
        }
    }

    @Test
    void aPopupShowsAboveItsWindowAndGoesWithAClickElsewhere() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "stacking-popup", "weston-stacking")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("before", picture -> content(Pixels.of(picture, window)));
            SeatInput input = live.server().input();
            input.pointerMoved(live.time(), window.x() + 60, window.y() + 120);
            press(live, KEY_P);
            // It asks for its menu below and right of (22, 82), with room for a shadow around it.
            Rect menu = new Rect(window.x() + 60, window.y() + 110, 180, 60);
            client.awaitPicture("popup", picture -> {
                Pixels.of(picture, menu).assertShare("the menu's light ground", 0.5, 0.99,
                        pixel -> Pixels.green(pixel) > 0x80);
            });
            assertEquals(List.of(window), live.windows(), "a popup is not a window");
            input.pointerMoved(live.time(), 5, 5);
            input.pointerButton(live.time(), LEFT, true);
            input.pointerButton(live.time(), LEFT, false);
            client.awaitPicture("dismissed", picture -> content(Pixels.of(picture, window)));
            client.closeWindows();
        }
    }

    @Test
    void textTypedIntoFootIsReadByItsProgram() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "foot-typing", "foot", "sh", "-c",
                        "stty -echo; printf '\\033[?25l\\033[42m \\033[0m'; read -r line; "
                                + "[ \"$line\" = Yy ] && printf '\\033c\\033[?25l\\033[41m "
                                + "\\033[0m'; read -r line")) {
            client.awaitWindow();
            IntPredicate green = pixel -> Pixels.green(pixel) > Pixels.red(pixel) + 16
                    && Pixels.green(pixel) > Pixels.blue(pixel) + 16;
            IntPredicate red = pixel -> Pixels.red(pixel) > Pixels.green(pixel) + 16
                    && Pixels.red(pixel) > Pixels.blue(pixel) + 16;
            client.awaitPicture("asks", picture -> assertTrue(inside(live, picture)
                    .count(green) > 50));
            live.server().input().key(live.time(), KEY_LEFT_SHIFT, true);
            press(live, KEY_Y);
            live.server().input().key(live.time(), KEY_LEFT_SHIFT, false);
            press(live, KEY_Y);
            press(live, KEY_ENTER);
            client.awaitPicture("answers", picture -> {
                assertTrue(inside(live, picture).count(red) > 50);
                assertEquals(0, inside(live, picture).count(green));
            });
            press(live, KEY_ENTER);
            client.awaitExit();
            live.awaitNothingHeld();
        }
    }

    @Test
    void theTitleBarMovesAndClosesTheWindow() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "stacking-mouse", "weston-stacking")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("before", picture -> content(Pixels.of(picture, window)));
            SeatInput input = live.server().input();
            input.pointerMoved(live.time(), window.x() + 20, window.y() + 12);
            input.pointerButton(live.time(), LEFT, true);
            client.await("a move", () -> live.server().desktop().isInteracting());
            input.pointerMoved(live.time(), window.x() + 20 - 150, window.y() + 12 + 70);
            input.pointerButton(live.time(), LEFT, false);
            Rect moved = window.translate(-150, 70);
            assertEquals(List.of(moved), live.windows());
            client.awaitPicture("moved", picture -> {
                content(Pixels.of(picture, moved));
                Pixels.of(picture, new Rect(window.x2() - 100, window.y() - 20, 140, 60))
                        .assertFilled("where it was", LiveServer.BACKGROUND);
            });
            input.pointerMoved(live.time(), moved.x() + 216, moved.y() + 14);
            input.pointerButton(live.time(), LEFT, true);
            input.pointerButton(live.time(), LEFT, false);
            client.awaitEnd();
            live.awaitNothingHeld();
        }
    }

    private static void content(Pixels window) {
        window.part(7, 30, 200, 180).assertShare("the text", 0.01, 0.15, TEXT);
        window.part(7, 150, 200, 50).assertFilled("the ground", window.at(7, 150));
    }

    /**
     * A transient window is half transparent: above its parent's black the pixels are the
     * window's, above the bare desktop there is a part of that colour in them too.
     */
    private static void translucent(Pixels window) {
        window.part(10, 146, 180, 40).assertFilled("above the parent", window.at(10, 146));
        int own = window.at(10, 146);
        int mixed = window.at(227, 226);
        int red = Pixels.red(mixed) - Pixels.red(own);
        int green = Pixels.green(mixed) - Pixels.green(own);
        int blue = Pixels.blue(mixed) - Pixels.blue(own);
        // The desktop's red, green and blue are as 1 to 2 to 3.
        assertTrue(red > 4 && red < 28, () -> "red shines through with " + red);
        assertEquals(2 * red, green, 3, "green");
        assertEquals(3 * red, blue, 4, "blue");
    }

    private static Pixels inside(LiveServer live, Picture picture) {
        return Pixels.of(picture, live.windows().get(0));
    }

    private static void awaitWindows(RealClient client, String what, LiveServer live, Rect place) {
        client.await(what, () -> live.windows().equals(List.of(place)));
    }

    private static void press(LiveServer live, int key) {
        live.server().input().key(live.time(), key, true);
        live.server().input().key(live.time(), key, false);
    }
}
