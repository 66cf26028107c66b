package org.breakwater.tests.stats;

import static org.breakwater.tests.PixelAssert.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.config.OutputMode;
import org.breakwater.render.geometry.Transform;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The debug overlay, pixel by pixel: what it tints, how that fades, and that it draws only along. */
@ExtendWith(FdLeakExtension.class)
class OverlayTest {
    private static final int GREEN = 0xff008000;
    /** The frames in which a tint fades. */
    private static final int FADE = 12;
    private static final int PANEL_BACKGROUND = 0x101418;
    private static final int PANEL_TEXT = 0xe0e0e0;
    private static final int GRAPH = 0x40c060;
    private static final int WIDTH = 160;
    private static final int PANEL_X = 320 - WIDTH - 8;
    private static final int PANEL_Y = 8;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 200, 60_000));
    private TestClient client;
    private WlSurfaceProxy proxy;
    private TestBuffer buffer;

    @BeforeEach
    void mapGreen() throws IOException {
        client = fixture.connect();
        proxy = client.surface();
        fixture.show(client, proxy, 0, 0);
        buffer = client.buffer(100, 100, GREEN);
        damage(0, 0, 100, 100);
    }

    @AfterEach
    void hide() {
        fixture.server().showOverlay(false);
    }

    @Test
    void whatIsDrawnAnewIsTintedAndFades() throws IOException {
        fixture.server().showOverlay(true);
        for (int i = 0; i <= FADE; i++) {
            damage(90, 90, 1, 1);       // until the tint of the first frame, which was whole, is gone
        }
        assertEquals(0x008000, fixture.picture().at(20, 20));
        damage(10, 10, 20, 20);
        assertEquals(tinted(0x008000, 0.4), fixture.picture().at(20, 20), "as a colour");
        assertEquals(0x008000, fixture.picture().at(9, 20), "beside the damage");
        double before = 0.4;
        for (int i = 1; i < FADE; i++) {
            damage(90, 90, 1, 1);
            double now = 0.4 * (FADE - i) / FADE;
            assertClose(tinted(0x008000, now), fixture.picture().at(20, 20), "after " + i + " frames");
            assertTrue(now < before);
            before = now;
        }
        damage(90, 90, 1, 1);
        assertEquals(0x008000, fixture.picture().at(20, 20), "it is gone");
    }

    @Test
    void thePanelShowsTextAndAColumnForEachFrame() throws IOException {
        fixture.server().showOverlay(true);
        fixture.clock().advance(1);
        damage(0, 0, 1, 1);
        Picture shown = fixture.picture();
        assertEquals(PANEL_BACKGROUND, shown.at(PANEL_X, PANEL_Y));
        assertEquals(PANEL_BACKGROUND, shown.at(PANEL_X + WIDTH - 1, PANEL_Y + 63));
        assertEquals(PANEL_TEXT, shown.at(PANEL_X + 4, PANEL_Y + 4 + 10), "the P of P50 begins its line");
        assertEquals(PANEL_TEXT, shown.at(PANEL_X + 4, PANEL_Y + 4 + 20), "so does the M of MISSED");
        long frames = fixture.output().stats().drawn();
        int columns = 0;
        for (int x = PANEL_X; x < PANEL_X + WIDTH; x++) {
            columns += shown.at(x, PANEL_Y + 59) == GRAPH ? 1 : 0;
        }
        assertEquals(frames - 1, columns, "all frames but the one that shows them");
    }

    @Test
    void itAsksForNoFrames() throws IOException {
        fixture.server().showOverlay(true);
        fixture.frames(3);
        long drawn = fixture.output().stats().drawn();
        long skipped = fixture.output().stats().skippedFrames();
        fixture.frames(100);
        assertEquals(drawn, fixture.output().stats().drawn(), "it stands still while nothing happens");
        assertEquals(skipped, fixture.output().stats().skippedFrames());
        damage(5, 5, 1, 1);
        assertEquals(drawn + 1, fixture.output().stats().drawn());
    }

    @Test
    void withoutItThePictureIsAsBefore() throws IOException {
        Picture before = fixture.picture();
        fixture.server().showOverlay(true);
        damage(30, 30, 10, 10);
        Picture with = fixture.picture();
        assertTrue(!Arrays.equals(before.pixels(), with.pixels()), "nothing was shown");
        fixture.server().showOverlay(false);
        assertSame(before, fixture.picture(), 0);
        damage(30, 30, 10, 10);
        assertSame(before, fixture.picture(), 0);
    }

    @Test
    void itIsUprightOnATurnedAndScaledOutput() throws IOException {
        fixture.output().output().configure(fixture.output().output().mode(), 0.5, Transform._90);
        fixture.server().showOverlay(true);
        damage(0, 0, 1, 1);
        Picture shown = fixture.picture();
        int logicalWidth = 200 * 2;
        int right = logicalWidth - 8 - WIDTH + 1;       // where the panel begins, 1 pixel in
        int x = right / 2;
        int y = 10 / 2;
        int background = turned(shown, x, y);
        assertEquals(PANEL_BACKGROUND, background, "the top left corner of the panel");
        assertEquals(PANEL_BACKGROUND, turned(shown, (logicalWidth - 10) / 2, (8 + 62) / 2));
        assertTrue(turned(shown, x - 3, y) != PANEL_BACKGROUND, "left of it");
    }

    /** The pixel of the output's upright picture, which is 200 wide and 320 high. */
    private static int turned(Picture shown, int x, int y) {
        return shown.at(y, 199 - x);
    }

    /** A commit with this damage, and the frame that it gives. */
    private void damage(int x, int y, int width, int height) throws IOException {
        proxy.attach(buffer.proxy(), 0, 0);
        proxy.damageBuffer(x, y, width, height);
        proxy.commit();
        client.roundtrip();
        fixture.frame();
    }

    private static int tinted(int color, double alpha) {
        int red = mix(color >> 16 & 0xff, 255, alpha);
        int green = mix(color >> 8 & 0xff, 0, alpha);
        int blue = mix(color & 0xff, 255, alpha);
        return red << 16 | green << 8 | blue;
    }

    private static int mix(int below, int above, double alpha) {
        return (int) Math.round(below * (1 - alpha) + above * alpha);
    }

    private static void assertClose(int expected, int actual, String what) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertTrue(Math.abs((expected >> shift & 0xff) - (actual >> shift & 0xff)) <= 1,
                    String.format("%s: #%06x is not #%06x", what, actual, expected));
        }
    }
}
