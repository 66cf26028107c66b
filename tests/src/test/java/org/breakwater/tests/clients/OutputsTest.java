package org.breakwater.tests.clients;

import static org.breakwater.tests.clients.Pixels.near;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.config.OutputMode;
import org.breakwater.render.geometry.Rect;
import org.junit.jupiter.api.Test;

/** Real clients on several outputs, and on those that are scaled. */
class OutputsTest {
    private static final IntPredicate SHOWN = near(LiveServer.BACKGROUND, 0).negate();
    private static final Pattern ENTERED =
            Pattern.compile("wl_surface@\\d+\\.(enter|leave)\\(wl_output@(\\d+)\\)");

    @Test
    void aWindowGoesFromOneOutputToTheOther() {
        try (LiveServer live = LiveServer.start("",
                new OutputMode(640, 480, 60_000), new OutputMode(480, 640, 75_000));
                RealClient client = RealClient.start(live, "foot-two-outputs", "env",
                        "WAYLAND_DEBUG=1", "foot", "--window-size-pixels=400x300",
                        TerminalsTest.footProgram(live))) {
            Rect start = client.awaitWindow();
            OutputRenderer left = live.server().outputs().get(0);
            OutputRenderer right = live.server().outputs().get(1);
            Picture whole = client.awaitPicture(left, "left", picture ->
                    TerminalsTest.checkFoot(Pixels.of(picture, start), 1, 0));
            client.await("enter", () -> events(client).size() == 1);

            Window window = live.server().desktop().stacking().get(0);
            live.move(window, 590 - start.x(), 10);     // 50 pixels of it stay on the left
            Rect half = live.windows().get(0);
            client.awaitPicture(left, "half-left", picture -> assertEquals(
                    new Rect(590, half.y(), 50, 300), Pixels.of(picture).bounds(SHOWN)));
            client.awaitPicture(right, "half-right", picture -> {
                assertEquals(new Rect(0, half.y(), 350, 300), Pixels.of(picture).bounds(SHOWN));
                assertSame(Pixels.of(whole, new Rect(start.x() + 50, start.y(), 350, 300)),
                        Pixels.of(picture, new Rect(0, half.y(), 350, 300)));
            });
            client.await("a second enter", () -> events(client).size() == 2);

            live.move(window, 60, 0);
            client.awaitPicture(right, "right", picture -> TerminalsTest.checkFoot(
                    Pixels.of(picture, new Rect(10, half.y(), 400, 300)), 1, 0));
            client.awaitPicture(left, "left-empty", picture -> assertEquals(0,
                    Pixels.of(picture).count(SHOWN)));
            client.await("leave", () -> events(client).size() == 3);
            List<MatchResult> events = events(client);
            assertEquals(List.of("enter", "enter", "leave"),
                    events.stream().map(event -> event.group(1)).toList());
            assertEquals(events.get(0).group(2), events.get(2).group(2), "the first is left");
            assertTrue(!events.get(0).group(2).equals(events.get(1).group(2)), "two outputs");
            client.closeWindows();
        }
    }

    @Test
    void footIsSharpOnAnOutputOfScaleTwo() {
        checkScaled("foot-scale-2", "2.0", 2, 0);
    }

    /** It draws at scale 2, which is scaled down. */
    @Test
    void footIsWholeOnAnOutputOfScaleOneAndAHalf() {
        checkScaled("foot-scale-1.5", "1.5", 1.5, 2);
    }

    private static void checkScaled(String name, String scale, double factor, int slack) {
        try (LiveServer live = LiveServer.start(
                "[[output]]\nname = \"HEADLESS-1\"\nscale = " + scale + "\n", LiveServer.MODE);
                RealClient client = TerminalsTest.startFoot(live, name)) {
            Rect window = client.awaitWindow();
            assertEquals(new Rect(window.x(), window.y(), 400, 300), window);
            Rect pixels = new Rect((int) (window.x() * factor), (int) (window.y() * factor),
                    (int) (400 * factor), (int) (300 * factor));
            client.awaitPicture("", picture -> {
                Rect shown = Pixels.of(picture).bounds(SHOWN);
                assertTrue(Math.abs(shown.x() - pixels.x()) <= 1
                        && Math.abs(shown.y() - pixels.y()) <= 1
                        && Math.abs(shown.x2() - pixels.x2()) <= 1
                        && Math.abs(shown.y2() - pixels.y2()) <= 1,
                        () -> "shown at " + shown + ", not at " + pixels);
                TerminalsTest.checkFoot(Pixels.of(picture, shown), factor, slack);
            });
            client.closeWindows();
        }
    }

    private static List<MatchResult> events(RealClient client) {
        return ENTERED.matcher(client.printed()).results().toList();
    }

    private static void assertSame(Pixels expected, Pixels found) {
        int wrong = 0;
        for (int y = 0; y < expected.area().height(); y++) {
            for (int x = 0; x < expected.area().width(); x++) {
                wrong += expected.at(x, y) == found.at(x, y) ? 0 : 1;
            }
        }
        assertEquals(0, wrong, "pixels that differ");
    }
}
