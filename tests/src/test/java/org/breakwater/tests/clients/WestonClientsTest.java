package org.breakwater.tests.clients;

import static org.breakwater.tests.clients.Pixels.blue;
import static org.breakwater.tests.clients.Pixels.green;
import static org.breakwater.tests.clients.Pixels.near;
import static org.breakwater.tests.clients.Pixels.red;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weston's demonstration programs. */
class WestonClientsTest {
    private static final int MAIN_GREEN = 0x06b013;
    private static final int SUB_RED = 0xa42304;
    private static final int GL_GREEN = 0x023a06;
    private static final Pattern PRESENTED = Pattern.compile(
            "p2p +(\\d+) us,.* seq (\\d+)");
    private static final IntPredicate SHOWN = near(LiveServer.BACKGROUND, 0).negate();

    @Test
    void simpleShmMovesExactly() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "simple-shm", "weston-simple-shm")) {
            Rect window = client.awaitWindow();
            int[] time = new int[1];
            Picture first = client.awaitPicture("first", picture -> {
                time[0] = Rings.check(Pixels.of(picture, window));
                assertTrue(time[0] != 0, "the first frame of all is of no time");
            });
            Picture later = client.awaitPicture("later", picture -> {
                int passed = Rings.check(Pixels.of(picture, window)) - time[0] & 0x3fffff;
                assertTrue(passed > 5 && passed < 10_000, () -> passed + " units of time passed");
            });
            assertTrue(window.contains(Pixels.difference(first, later)), "nothing else moves");
            assertEquals(window, bounds(later));
            assertTrue(live.holdsSomething(), "at least the client's socket");
            client.closeWindows();
        }
    }

    @Test
    void flowerHasNoGround() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "flower", "weston-flower")) {
            Rect window = client.awaitWindow();
            assertEquals(new Rect(window.x(), window.y(), 200, 200), window);
            client.awaitPicture("", picture -> {
                Pixels flower = Pixels.of(picture, window);
                // Petals, their number and their colour are a matter of chance.
                flower.assertShare("the flower", 0.1, 0.9, SHOWN);
                for (int corner = 0; corner < 4; corner++) {
                    flower.part(corner % 2 * 190, corner / 2 * 190, 10, 10)
                            .assertFilled("a corner", LiveServer.BACKGROUND);
                }
                flower.part(95, 95, 10, 10).assertFilled("the heart", flower.at(100, 100));
                assertTrue(SHOWN.test(flower.at(100, 100)), "the heart is coloured");
                assertTrue(asymmetry(flower) < 0.05, "its halves are alike");
                assertTrue(window.contains(bounds(picture)), "nothing is shown outside");
                Rect bounds = flower.bounds(SHOWN);
                assertEquals(200, 2 * bounds.y() + bounds.height(), 4, "one petal lies level");
            });
            client.closeWindows();
        }
    }

    /** The share of pixels that are not as those mirrored at the horizontal axis; rims aside. */
    private static double asymmetry(Pixels flower) {
        int unlike = 0;
        for (int y = 1; y < 100; y++) {
            for (int x = 0; x < 200; x++) {
                unlike += near(flower.at(x, y), 0x60).test(flower.at(x, 200 - y)) ? 0 : 1;
            }
        }
        return unlike / (99 * 200.0);
    }

    /**
     * {@code rt}: the red and the GL subsurface, 0 free-running, 1 synchronized to their parent.
     */
    @ParameterizedTest
    @ValueSource(strings = {"00", "11"})
    void subsurfacesAreInPlace(String rt) {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "subsurfaces-" + rt,
                        "weston-subsurfaces", "-r" + rt.charAt(0), "-t" + rt.charAt(1))) {
            Rect window = client.awaitWindow();
            Picture first = client.awaitPicture("", picture -> checkSubsurfaces(picture, window));
            if (rt.equals("00")) {
                Picture later = client.awaitPicture("later", picture -> {
                    checkSubsurfaces(picture, window);
                    checkTriangle(picture, window);
                    Rect changed = Pixels.difference(first, picture);
                    assertTrue(changed.width() > 10 && changed.y() < window.y() + 128
                            && changed.y2() > window.y() + 129, "both have moved: " + changed);
                });
                Rect subsurfaces = new Rect(window.x() + 229, window.y() + 27, 101, 203);
                assertTrue(subsurfaces.contains(Pixels.difference(first, later)),
                        "the parent has not moved");
            }
            client.closeWindows();
        }
    }

    private static void checkSubsurfaces(Picture picture, Rect window) {
        assertEquals(new Rect(window.x(), window.y(), 336, 236), window);
        Pixels whole = Pixels.of(picture, window);
        whole.part(6, 27, 223, 203).assertShare("the parent", 0.95, 1, near(MAIN_GREEN, 2));
        whole.part(229, 27, 101, 101)
                .assertShare("the red subsurface", 0.9, 1, near(SUB_RED, 2));
        Pixels gl = whole.part(229, 129, 101, 101);
        gl.assertShare("the GL subsurface", 0.75, 1, near(GL_GREEN, 3));
        checkFrame(picture, window);
    }

    /** It turns about its vertical axis, blue end up; seen from the side there is little of it. */
    private static void checkTriangle(Picture picture, Rect window) {
        Pixels gl = Pixels.of(picture, window).part(229, 129, 101, 101);
        IntPredicate mostlyBlue = pixel -> blue(pixel) > 0xa0;
        IntPredicate mostlyGreen = pixel -> green(pixel) > 0x80;
        IntPredicate mostlyRed = pixel -> red(pixel) > 0x80;
        gl.assertShare("the triangle's blue", 0.0001, 0.1, mostlyBlue);
        gl.assertShare("the triangle's green", 0.0001, 0.1, mostlyGreen);
        gl.assertShare("the triangle's red", 0.0001, 0.1, mostlyRed);
        int blueEnd = gl.bounds(mostlyBlue).y2();
        assertTrue(blueEnd < gl.bounds(mostlyGreen).y2() && blueEnd < gl.bounds(mostlyRed).y2(),
                "the triangle's blue end is up");
    }

    /** Title bar, border and shadow, as all of Weston's programs draw them. */
    private static void checkFrame(Picture picture, Rect window) {
        Pixels whole = Pixels.of(picture, window);
        whole.part(1, 40, 4, window.height() - 60).assertFilled("the left border", 0xcccccc);
        whole.part(20, window.height() - 5, window.width() - 40, 4)
                .assertFilled("the lower border", 0xcccccc);
        whole.part(20, 4, window.width() - 40, 20).assertShare("the title", 0.01, 0.3,
                pixel -> red(pixel) < 0x80 && blue(pixel) < 0x80);
        Pixels shadow = Pixels.of(picture,
                new Rect(window.x() + 20, window.y2() + 2, window.width() - 40, 6));
        shadow.assertShare("the shadow", 1, 1, pixel -> red(pixel) <= 0x1f && green(pixel) <= 0x3f
                && Math.abs(green(pixel) - 2 * red(pixel)) <= 3
                && Math.abs(blue(pixel) - 3 * red(pixel)) <= 4);
    }

    @Test
    void presentationShmIsToldOfItsFrames() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "presentation-feedback",
                        "weston-presentation-shm", "-f")) {
            checkPresentation(live, client, 30);
        }
    }

    @Test
    void presentationShmSleepsBetweenFrames() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "presentation-idle",
                        "weston-presentation-shm", "-i")) {
            checkPresentation(live, client, 2);
        }
    }

    @Test
    void presentationShmPresentsWithLowLatency() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "presentation-low-latency",
                        "weston-presentation-shm", "-p")) {
            checkPresentation(live, client, 30);
        }
    }

    /** {@code reports}: the frames to wait for, each of which it prints a line about. */
    private static void checkPresentation(LiveServer live, RealClient client, int reports) {
        Rect window = client.awaitWindow();
        assertEquals(new Rect(window.x(), window.y(), 250, 250), window);
        long before = live.output().framesDrawn();
        Picture first = client.awaitPicture("", picture -> checkWheel(picture, window));
        Picture later = client.awaitPicture("later", picture -> {
            checkWheel(picture, window);
            assertTrue(live.output().framesDrawn() > before + reports, "it goes on");
        });
        Rect difference = Pixels.difference(first, later);
        assertTrue(difference.width() > 50 && window.contains(difference),
                () -> "what turns is at " + difference);
        client.closeWindows();
        List<MatchResult> told = PRESENTED.matcher(client.printed()).results().toList();
        assertTrue(told.size() >= reports, () -> told.size() + " reports");
        for (int i = 1; i < told.size(); i++) {
            long refreshes = number(told.get(i), 2) - number(told.get(i - 1), 2);
            assertTrue(refreshes >= 1, "two updates are not shown at once");
            assertEquals(refreshes * 1_000_000 / 60.0, number(told.get(i), 1), 2,
                    "microseconds between two updates, by their sequence numbers");
        }
    }

    private static long number(MatchResult match, int group) {
        return Long.parseLong(match.group(group));
    }

    /** Four corners, and in front of them a turning wheel of four quarters. */
    private static void checkWheel(Picture picture, Rect window) {
        Pixels whole = Pixels.of(picture, window);
        whole.part(0, 0, 30, 30).assertFilled("the upper left corner", 0x000000);
        whole.part(220, 0, 30, 30).assertFilled("the upper right corner", 0xffffff);
        whole.part(0, 220, 30, 30).assertFilled("the lower left corner", 0xffffff);
        whole.part(220, 220, 30, 30).assertFilled("the lower right corner", 0x000000);
        double quarter = Math.PI * 109 * 109 / 4 / (250 * 250);
        whole.assertShare("red", quarter * 0.97, quarter * 1.03, near(0xff0000, 0));
        whole.assertShare("green", quarter * 0.97, quarter * 1.03, near(0x00ff00, 0));
        whole.assertShare("blue", quarter * 0.97, quarter * 1.03, near(0x0000ff, 0));
        String around = clockwise(whole);
        assertTrue(around.contains("wgbrw"), () -> "the colours, clockwise, are " + around);
    }

    /** The colours met on two turns around the wheel. */
    private static String clockwise(Pixels wheel) {
        StringBuilder seen = new StringBuilder("-");
        for (int degrees = 0; degrees < 720; degrees++) {
            double angle = Math.toRadians(degrees);
            char color = switch (wheel.at(125 + (int) Math.round(90 * Math.cos(angle)),
                    125 + (int) Math.round(90 * Math.sin(angle)))) {
                case 0xffffff -> 'w';
                case 0x00ff00 -> 'g';
                case 0x0000ff -> 'b';
                case 0xff0000 -> 'r';
                default -> '?';
            };
            if (seen.charAt(seen.length() - 1) != color) {
                seen.append(color);
            }
        }
        return seen.toString();
    }

    @Test
    void stackingShowsItsText() {
        try (LiveServer live = LiveServer.start();
                RealClient client = RealClient.start(live, "stacking", "weston-stacking")) {
            Rect window = client.awaitWindow();
            assertEquals(new Rect(window.x(), window.y(), 236, 236), window);
            client.awaitPicture("", picture -> {
                checkFrame(picture, window);
                Pixels content = Pixels.of(picture, window).part(6, 27, 224, 203);
                content.assertShare("the black ground", 0.85, 0.97, near(0x000000, 0));
                content.assertShare("the white text", 0.01, 0.1, pixel -> green(pixel) > 0xc0);
                assertEquals(7, lines(content), "lines of text");
                assertEquals(5, content.bounds(pixel -> green(pixel) > 0x80).x(), 2, "left margin");
                content.part(0, 120, 224, 80).assertFilled("the lower part", 0x000000);
            });
            client.closeWindows();
        }
    }

    /** Groups of rows that have text in them. */
    private static int lines(Pixels text) {
        int lines = 0;
        boolean inside = false;
        for (int y = 0; y < text.area().height(); y++) {
            boolean now = text.part(0, y, text.area().width(), 1)
                    .count(pixel -> green(pixel) > 0x40) > 0;
            lines += now && !inside ? 1 : 0;
            inside = now;
        }
        return lines;
    }

    private static Rect bounds(Picture picture) {
        return Pixels.of(picture).bounds(SHOWN);
    }
}
