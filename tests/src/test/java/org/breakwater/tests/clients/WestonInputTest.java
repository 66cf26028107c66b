package org.breakwater.tests.clients;

import static org.breakwater.tests.clients.Pixels.near;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntPredicate;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/** Weston's programs in the hands of a user who works from afar. */
class WestonInputTest {
    private static final int KEY_A = 30;
    private static final int CELL = 80;

    @Test
    void eventdemoTellsOfEveryEvent() {
        try (LiveServer live = LiveServer.start();
                VirtualHands hands = new VirtualHands(live);
                RealClient client = RealClient.start(live, "eventdemo", "stdbuf", "-oL",
                        "weston-eventdemo", "--log-key", "--log-button", "--log-axis",
                        "--log-motion")) {
            Rect window = client.awaitWindow();
            client.awaitPicture("", picture -> assertTrue(Pixels.of(picture).bounds(
                    near(LiveServer.BACKGROUND, 0).negate()).width() > 100));
            hands.moveTo(window.x() + 200, window.y() + 150);
            hands.moveTo(window.x() + 210, window.y() + 155);
            hands.click();
            hands.scroll(2);
            hands.key(KEY_A);
            try (RealClient wtype = RealClient.start(live, "eventdemo-wtype", "wtype", "Ж")) {
                wtype.awaitEnd();
            }
            // Coordinates of the surface, which has a shadow of 32 around the window; for the
            // Cyrillic letter it tells the key's symbol.
            String[] expected = {
                "motion time: T, x: 242.000000, y: 187.000000", "pointer frame",
                "button time: T, button: 272, state: pressed, x: 242, y: 187", "pointer frame",
                "button time: T, button: 272, state: released, x: 242, y: 187", "pointer frame",
                "axis source: wheel", "axis discrete axis: 0 value: 2",
                "axis time: T, axis: vertical, value: 30.000000", "pointer frame",
                "key key: 30, unicode: 97, state: pressed, modifiers: 0x0",
                "key key: 30, unicode: 97, state: released, modifiers: 0x0",
                "key key: 1, unicode: 1782, state: pressed, modifiers: 0x0",
                "key key: 1, unicode: 1782, state: released, modifiers: 0x0"};
            client.await("the last key", () -> client.printed().contains("unicode: 1782, state: r"));
            List<String> printed = client.printed().lines()
                    .map(line -> line.replaceAll("time: \\d+", "time: T")).toList();
            int start = printed.indexOf(expected[0]);
            assertTrue(start >= 0, () -> "no motion in " + printed);
            assertEquals(List.of(expected), printed.subList(start, printed.size()));
            hands.leave();
            client.closeWindows();
        }
    }

    @Test
    void confineKeepsThePointerInside() {
        try (LiveServer live = LiveServer.start();
                VirtualHands hands = new VirtualHands(live);
                RealClient client = RealClient.start(live, "confine", "weston-confine")) {
            Rect window = client.awaitWindow();
            Rect content = new Rect(window.x() + 6, window.y() + 27, window.width() - 12,
                    window.height() - 33);
            hands.moveTo(content.x() + 100, content.y() + 100);
            hands.click();
            // It confines the pointer when it is clicked, as soon as that is over it, and draws a
            // line from where the pointer was in one frame to where it is in the next.
            int[] corner = new int[1];
            IntPredicate line = pixel -> Pixels.green(pixel) > 0x80;
            client.awaitPicture("", picture -> {
                hands.moveTo(content.x() + 100, content.y() + 100);
                hands.moveTo(corner[0] % 2 == 0 ? 1 : LiveServer.MODE.width() - 2,
                        corner[0] % 4 < 2 ? 1 : LiveServer.MODE.height() - 2);
                corner[0]++;
                assertTrue(isInside(live, content), "the pointer is confined");
                Rect bounds = Pixels.of(picture, content).bounds(line);
                assertTrue(bounds.width() > content.width() - 10
                        && bounds.height() > content.height() - 10, () -> "lines in " + bounds);
            });
            hands.leave();
            client.closeWindows();
        }
    }

    private static boolean isInside(LiveServer live, Rect content) {
        return content.contains((int) live.server().pointer().x(),
                (int) live.server().pointer().y());
    }

    @Test
    void cliptestFollowsADrag() {
        try (LiveServer live = LiveServer.start();
                VirtualHands hands = new VirtualHands(live);
                RealClient client = RealClient.start(live, "cliptest", "weston-cliptest")) {
            Rect window = client.awaitWindow();
            IntPredicate blue = near(0x000066, 3);
            int[] edge = new int[2];
            client.awaitPicture("before", picture -> {
                Rect shape = Pixels.of(picture, window).bounds(blue);
                assertTrue(shape.width() > 50, () -> "the blue shape in " + shape);
                edge[0] = shape.x();
                edge[1] = shape.y2();
            });
            hands.moveTo(window.x() + 300, window.y() + 200);
            hands.press();
            hands.moveTo(window.x() + 310, window.y() + 205);
            hands.moveTo(window.x() + 324, window.y() + 220);
            hands.release();
            client.awaitPicture("after", picture -> {
                Rect shape = Pixels.of(picture, window).bounds(blue);
                assertEquals(edge[0] + 24, shape.x(), 1, "its left edge");
                assertEquals(edge[1] + 20, shape.y2(), 1, "its lower edge");
            });
            hands.leave();
            client.closeWindows();
        }
    }

    /** A flower is dragged to a place where none is. */
    @Test
    void dndMovesAFlower() {
        try (LiveServer live = LiveServer.start();
                VirtualHands hands = new VirtualHands(live);
                RealClient client = RealClient.start(live, "dnd", "weston-dnd")) {
            Rect window = client.awaitWindow();
            Rect from = cell(window, 1, 0);
            Rect to = cell(window, 2, 2);
            Picture before = client.awaitPicture("before", picture -> {
                assertFlower(picture, from, true);
                assertFlower(picture, to, false);
            });
            hands.moveTo(from.x() + 32, from.y() + 32);
            hands.press();
            hands.moveTo(from.x() + 35, from.y() + 35);
            client.await("a drag", () -> live.server().dataDevices().isDragging());
            hands.moveTo(from.x() + 60, from.y() + 80);
            hands.moveTo(to.x() + 35, to.y() + 35);
            client.awaitPicture("dragged", picture -> {
                assertFalse(sameIn(before, picture, from), "the flower is pale where it was");
                assertFlower(picture, to, true);
            });
            client.await("an answer", () -> live.server().dataDevices().isDropAccepted());
            hands.release();
            // Out of the picture, and in the cell: a slow client drops where the pointer is by then.
            hands.moveTo(to.x() + 60, to.y() + 61);
            client.awaitPicture("dropped", picture -> {
                assertFlower(picture, from, false);
                assertFlower(picture, to, true);
            });
            hands.leave();
            client.closeWindows();
        }
    }

    @Test
    void aFlowerDroppedNowhereComesBack() {
        try (LiveServer live = LiveServer.start();
                VirtualHands hands = new VirtualHands(live);
                RealClient client = RealClient.start(live, "dnd-back", "weston-dnd")) {
            Rect window = client.awaitWindow();
            Rect from = cell(window, 3, 0);
            Picture before = client.awaitPicture("before",
                    picture -> assertFlower(picture, from, true));
            hands.moveTo(from.x() + 32, from.y() + 32);
            hands.press();
            hands.moveTo(from.x() + 35, from.y() + 35);
            client.await("a drag", () -> live.server().dataDevices().isDragging());
            hands.moveTo(40, 40);
            client.awaitPicture("away", picture -> {
                assertFalse(sameIn(before, picture, from), "the flower is pale where it was");
                assertFalse(sameIn(before, picture, new Rect(20, 20, 40, 40)), "its image");
            });
            hands.release();
            client.awaitPicture("back", picture -> {
                assertTrue(sameIn(before, picture, from), "the flower is where it was");
                assertTrue(sameIn(before, picture, new Rect(70, 0, 100, 70)), "all else is gone");
            });
            hands.leave();
            client.closeWindows();
        }
    }

    private static boolean sameIn(Picture one, Picture other, Rect area) {
        for (int y = 0; y < area.height(); y++) {
            for (int x = 0; x < area.width(); x++) {
                if (Pixels.of(one, area).at(x, y) != Pixels.of(other, area).at(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Rect cell(Rect window, int column, int row) {
        return new Rect(window.x() + 6 + 16 + column * CELL, window.y() + 27 + 16 + row * CELL,
                64, 64);
    }

    private static void assertFlower(Picture picture, Rect cell, boolean is) {
        int ground = Pixels.of(picture, cell).at(0, 0);
        double share = Pixels.of(picture, cell).share(near(ground, 3).negate());
        assertTrue(is == share > 0.05, () -> "a flower fills " + share + " of " + cell);
    }
}
