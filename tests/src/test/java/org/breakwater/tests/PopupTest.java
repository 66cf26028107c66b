package org.breakwater.tests;

import static org.breakwater.tests.PixelAssert.assertShows;
import static org.breakwater.tests.Snapshot.assertLines;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.config.OutputMode;
import org.breakwater.wayland.XdgPositioner.Anchor;
import org.breakwater.wayland.XdgPositioner.Gravity;
import org.breakwater.wayland.XdgWmBase;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgPopupProxy;
import org.breakwater.wayland.client.XdgPositionerProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Popups: where they are put, in what order they are told, and how they go. */
@ExtendWith(FdLeakExtension.class)
class PopupTest {
    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;
    private static final int BLUE = 0xff0000ff;
    private static final int SLIDE_X = 1;
    private static final int SLIDE_Y = 2;
    private static final int FLIP_X = 4;
    private static final int FLIP_Y = 8;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private final List<String> events = new ArrayList<>();
    private TestClient client;
    private TestWindow window;

    /** A red window of 320x240, which fills the output. */
    @BeforeEach
    void mapWindow() throws IOException {
        client = fixture.connect();
        window = new TestWindow(client);
        window.toplevel().setMaximized();
        window.map(320, 240, RED);
    }

    @Test
    void itsPositionIsConfiguredAfterItsFirstCommit() throws IOException {
        Popup popup = new Popup(window.xdgSurface(), positioner(40, 20, Anchor.BOTTOM_RIGHT));
        client.roundtrip();
        assertLines("", events);
        popup.surface.commit();
        client.roundtrip();
        assertLines("""
                popup 30 20 40x20
                configure
                """, events);
        popup.draw(GREEN);
        assertShows(red().fill(30, 20, 40, 20, GREEN), fixture.picture());
    }

    @Test
    void anchorsAndGravitiesPlaceIt() throws IOException {
        for (Anchor anchor : Anchor.values()) {
            Popup popup = new Popup(window.xdgSurface(), positioner(40, 20, anchor));
            popup.surface.commit();
            client.roundtrip();
            popup.destroy();
        }
        events.removeIf("configure"::equals);
        // Around the rectangle (10, 10) to (30, 20), on the side of the anchor.
        assertLines("""
                popup 0 5 40x20
                popup 0 -10 40x20
                popup 0 20 40x20
                popup -30 5 40x20
                popup 30 5 40x20
                popup -30 -10 40x20
                popup -30 20 40x20
                popup 30 -10 40x20
                popup 30 20 40x20
                """, events);
    }

    @Test
    void itFlipsToTheOtherSideWhereItDoesNotFit() throws IOException {
        XdgPositionerProxy positioner = positioner(40, 30, Anchor.BOTTOM);
        positioner.setAnchorRect(100, 200, 20, 20);
        positioner.setConstraintAdjustment(FLIP_Y);
        assertPlaced(positioner, "popup 90 170 40x30");
    }

    @Test
    void itSlidesIntoTheOutput() throws IOException {
        XdgPositionerProxy positioner = positioner(40, 30, Anchor.BOTTOM_RIGHT);
        positioner.setAnchorRect(290, 220, 20, 10);
        positioner.setConstraintAdjustment(SLIDE_X | SLIDE_Y);
        assertPlaced(positioner, "popup 280 210 40x30");
    }

    @Test
    void itFlipsBeforeItSlides() throws IOException {
        XdgPositionerProxy positioner = positioner(40, 30, Anchor.RIGHT);
        positioner.setAnchorRect(300, 100, 10, 10);
        positioner.setConstraintAdjustment(FLIP_X | SLIDE_X);
        assertPlaced(positioner, "popup 260 90 40x30");
    }

    @Test
    void withoutLeaveToAdjustItStaysWhereItWasPut() throws IOException {
        XdgPositionerProxy positioner = positioner(40, 30, Anchor.BOTTOM_RIGHT);
        positioner.setAnchorRect(300, 220, 10, 10);
        assertPlaced(positioner, "popup 310 230 40x30");
    }

    @Test
    void repositionAnswersWithItsToken() throws IOException {
        Popup popup = new Popup(window.xdgSurface(), positioner(40, 20, Anchor.BOTTOM_RIGHT));
        popup.surface.commit();
        client.roundtrip();
        popup.draw(GREEN);
        client.roundtrip();
        events.clear();
        popup.popup.reposition(positioner(50, 10, Anchor.TOP_LEFT), 77);
        client.roundtrip();
        assertLines("""
                repositioned 77
                popup -40 0 50x10
                configure
                """, events);
        assertShows(red().fill(30, 20, 40, 20, GREEN), fixture.picture());
        popup.attach(50, 10, BLUE);
        popup.ackAndCommit();
        assertShows(red().fill(-40, 0, 50, 10, BLUE), fixture.picture());
    }

    @Test
    void aPopupOfAPopupIsRelativeToIt() throws IOException {
        Popup first = new Popup(window.xdgSurface(), positioner(40, 20, Anchor.BOTTOM_RIGHT));
        first.surface.commit();
        client.roundtrip();
        first.draw(GREEN);
        Popup second = new Popup(first.xdgSurface, positioner(30, 30, Anchor.BOTTOM_RIGHT));
        second.surface.commit();
        client.roundtrip();
        second.draw(BLUE);
        assertShows(red().fill(30, 20, 40, 20, GREEN).fill(60, 40, 30, 30, BLUE),
                fixture.picture());
        second.destroy();
        assertShows(red().fill(30, 20, 40, 20, GREEN), fixture.picture());
    }

    @Test
    void theParentMayNotGoBeforeIt() throws IOException {
        Popup first = new Popup(window.xdgSurface(), positioner(40, 20, Anchor.BOTTOM_RIGHT));
        first.surface.commit();
        client.roundtrip();
        first.draw(GREEN);
        Popup second = new Popup(first.xdgSurface, positioner(30, 30, Anchor.BOTTOM_RIGHT));
        second.surface.commit();
        client.roundtrip();
        second.draw(BLUE);
        client.roundtrip();
        first.popup.destroy();
        client.expectError("xdg_wm_base", XdgWmBase.Error.NOT_THE_TOPMOST_POPUP.value());
    }

    @Test
    void aPositionerWithoutASizeIsRefused() {
        XdgPositionerProxy positioner = client.wmBase().createPositioner();
        positioner.setAnchorRect(0, 0, 1, 1);
        new Popup(window.xdgSurface(), positioner);
        client.expectError("xdg_wm_base", XdgWmBase.Error.INVALID_POSITIONER.value());
    }

    @Test
    void theWindowGoesWithItsPopups() throws IOException {
        Popup popup = new Popup(window.xdgSurface(), positioner(40, 20, Anchor.BOTTOM_RIGHT));
        popup.surface.commit();
        client.roundtrip();
        popup.draw(GREEN);
        fixture.picture();
        client.close();
        assertShows(Canvas.of(fixture), fixture.picture());
    }

    private Canvas red() {
        return Canvas.of(fixture).fill(0, 0, 320, 240, RED);
    }

    private void assertPlaced(XdgPositionerProxy positioner, String expected) throws IOException {
        Popup popup = new Popup(window.xdgSurface(), positioner);
        popup.surface.commit();
        client.roundtrip();
        events.removeIf("configure"::equals);
        assertLines(expected, events);
    }

    /** Of a size, beside the rectangle (10, 10) to (30, 20) and away from it. */
    private XdgPositionerProxy positioner(int width, int height, Anchor anchor) {
        XdgPositionerProxy positioner = client.wmBase().createPositioner();
        positioner.setSize(width, height);
        positioner.setAnchorRect(10, 10, 20, 10);
        positioner.setAnchor(anchor.value());
        positioner.setGravity(Gravity.valueOf(anchor.name()).value());
        return positioner;
    }

    /** A popup whose events are written down. */
    private final class Popup {
        private final WlSurfaceProxy surface = client.surface();
        private final XdgSurfaceProxy xdgSurface = client.wmBase().getXdgSurface(surface);
        private final XdgPopupProxy popup;
        private int width;
        private int height;
        private int serial;

        Popup(XdgSurfaceProxy parent, XdgPositionerProxy positioner) {
            popup = xdgSurface.getPopup(parent, positioner);
            positioner.destroy();
            popup.listen(new XdgPopupProxy.Events() {
                @Override
                public void configure(int x, int y, int newWidth, int newHeight) {
                    width = newWidth;
                    height = newHeight;
                    events.add("popup " + x + " " + y + " " + newWidth + "x" + newHeight);
                }

                @Override
                public void popupDone() {
                    events.add("done");
                }

                @Override
                public void repositioned(int token) {
                    events.add("repositioned " + token);
                }
            });
            xdgSurface.listen(new XdgSurfaceProxy.Events() {
                @Override
                public void configure(int newSerial) {
                    serial = newSerial;
                    events.add("configure");
                }
            });
        }

        void draw(int argb) {
            attach(width, height, argb);
            ackAndCommit();
        }

        void attach(int bufferWidth, int bufferHeight, int argb) {
            surface.attach(client.buffer(bufferWidth, bufferHeight, argb).proxy(), 0, 0);
            surface.damageBuffer(0, 0, bufferWidth, bufferHeight);
        }

        void ackAndCommit() {
            xdgSurface.ackConfigure(serial);
            surface.commit();
        }

        void destroy() {
            popup.destroy();
            xdgSurface.destroy();
            surface.destroy();
        }
    }
}
