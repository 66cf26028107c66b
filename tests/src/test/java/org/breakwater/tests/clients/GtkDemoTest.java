package org.breakwater.tests.clients;

import static org.breakwater.tests.clients.Pixels.near;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntPredicate;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/** GTK 4's demonstration, drawn by Cairo into shared memory. */
class GtkDemoTest {
    private static final IntPredicate DARK = pixel -> Pixels.red(pixel) < 0x70
            && Pixels.green(pixel) < 0x70 && Pixels.blue(pixel) < 0x70;

    @Test
    void showsItsMainWindow() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "gtk4-demo", "gtk4-demo")) {
            Rect window = client.awaitWindow();
            assertEquals(new Rect(window.x(), window.y(), 800, 600), window);
            client.awaitPicture("", picture -> {
                Pixels whole = Pixels.of(picture, window);
                whole.part(230, 10, 470, 30).assertShare("the title", 0.01, 0.2, DARK);
                whole.part(40, 50, 180, 540).assertShare("the list's text", 0.01, 0.15, DARK);
                Pixels page = whole.part(226, 90, 570, 500);
                page.assertShare("the page", 0.9, 0.99, near(0xffffff, 2));
                page.part(10, 10, 550, 240).assertShare("the page's text", 0.03, 0.2, DARK);
                page.part(10, 240, 550, 250).assertFilled("the page's end", 0xffffff);
                Rect underline = whole.bounds(near(0x3584e4, 16));
                assertTrue(new Rect(230, 78, 60, 8).contains(underline) && underline.width() > 40
                        && underline.height() >= 2, () -> "the tab's underline at " + underline);
                Pixels shadow = Pixels.of(picture,
                        new Rect(window.x() + 50, window.y2() + 1, 700, 3));
                shadow.assertShare("the shadow", 1, 1, pixel -> Pixels.red(pixel) < 0x20
                        && Pixels.green(pixel) < 0x40 && Pixels.blue(pixel) < 0x60);
            });
            client.closeWindows();
        }
    }
}
