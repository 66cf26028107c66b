package org.breakwater.tests.clients;

import static org.breakwater.tests.clients.Pixels.near;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntPredicate;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/** GTK 4's demonstration of drag and drop: yellow notes, and below them colours to paint them in. */
class GtkDragTest {
    private static final IntPredicate YELLOW = near(0xffff00, 2);
    private static final IntPredicate RED = near(0xff0000, 2);
    private static final int TITLE = 40;
    private static final int PALETTE = 34;

    @Test
    void notesMoveAndTakeColours() {
        try (LiveServer live = LiveServer.start();
                VirtualHands hands = new VirtualHands(live);
                RealClient client = RealClient.start(live, "gtk4-dnd", "gtk4-demo", "--run=dnd")) {
            Rect window = client.awaitWindow();
            Rect[] note = new Rect[1];
            client.awaitPicture("before", picture -> {
                note[0] = notes(Pixels.of(picture, window)).bounds(YELLOW);
                assertTrue(note[0].width() > 300 && note[0].height() > 200,
                        () -> "notes in " + note[0]);
            });
            int x = window.x() + note[0].x() + 20;
            int y = window.y() + TITLE + note[0].y() + 20;
            hands.moveTo(x, y);
            hands.press();
            awaitDrag(live, client, hands, x + 20, y + 20);
            hands.moveTo(x + 40, y + 100);
            hands.moveTo(x + 60, y + 160);
            client.await("an answer", () -> live.server().dataDevices().isDropAccepted());
            hands.release();
            Rect[] moved = new Rect[1];
            client.awaitPicture("moved", picture -> {
                moved[0] = notes(Pixels.of(picture, window)).bounds(YELLOW);
                assertEquals(note[0].y() + 100, moved[0].y(), 2, "the second note is on top");
                assertTrue(moved[0].x() > note[0].x() + 20, "the first one is on the left");
            });

            int below = window.y2() - PALETTE / 2;
            hands.moveTo(window.x() + 24, below);
            hands.press();
            awaitDrag(live, client, hands, window.x() + 44, below - 24);
            hands.moveTo(x + 60, y + 150);
            hands.moveTo(x + 60, y + 160);
            client.await("an answer", () -> live.server().dataDevices().isDropAccepted());
            hands.release();
            client.awaitPicture("painted", picture -> {
                Rect red = notes(Pixels.of(picture, window)).bounds(RED);
                assertTrue(red.width() > 40 && red.height() > 20, () -> "the red note at " + red);
            });
            hands.leave();
            client.closeWindows();
        }
    }

    /** It begins a drag when the pointer moves, but not at once. */
    private static void awaitDrag(LiveServer live, RealClient client, VirtualHands hands, int x,
            int y) {
        int[] moves = new int[1];
        client.await("a drag", () -> {
            hands.moveTo(x + moves[0]++ % 2, y);
            return live.server().dataDevices().isDragging();
        });
    }

    /** Where the notes are: neither the title bar nor the palette. */
    private static Pixels notes(Pixels window) {
        return window.part(0, TITLE, window.area().width(),
                window.area().height() - TITLE - PALETTE);
    }
}
