package org.breakwater.tests;

import static org.breakwater.tests.PixelAssert.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.config.OutputMode;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSubsurfaceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.XdgPopupProxy;
import org.breakwater.wayland.client.XdgPositionerProxy;
import org.breakwater.wayland.client.XdgSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What stays where it is, and who is told when something moves under the pointer. */
@ExtendWith(FdLeakExtension.class)
class PlaceTest {
    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;
    private static final int BLUE = 0xff0000ff;
    private static final int LEFT_BUTTON = 0x110;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private final List<String> events = new ArrayList<>();
    private TestClient client;
    private TestWindow window;
    private WlSurfaceProxy child;
    private WlSubsurfaceProxy sub;
    private WlSeatProxy seat;
    private int serial;

    /** A red window of 100x80 in the middle, at (110, 80), with a green child of 20x20 over its corner. */
    @BeforeEach
    void mapWindow() throws IOException {
        client = fixture.connect();
        seat = client.bind(WlSeatProxy.TYPE);
        seat.getPointer().listen(new WlPointerProxy.Events() {
            @Override
            public void enter(int newSerial, WlSurfaceProxy surface, double x, double y) {
                events.add("enter " + nameOf(surface) + " " + x + "," + y);
            }

            @Override
            public void leave(int newSerial, WlSurfaceProxy surface) {
                events.add("leave " + nameOf(surface));
            }

            @Override
            public void motion(int time, double x, double y) {
                events.add("motion " + x + "," + y);
            }

            @Override
            public void button(int newSerial, int time, int button, int state) {
                serial = newSerial;
            }
        });
        window = new TestWindow(client).map(100, 80, RED);
        child = client.surface();
        sub = client.subcompositor().getSubsurface(child, window.surface());
        child.attach(client.buffer(20, 20, GREEN).proxy(), 0, 0);
        child.commit();
        window.surface().commit();
        assertShows(red().fill(110, 80, 20, 20, GREEN), fixture.picture());
    }

    @Test
    void aSubsurfaceThatGrowsTheWindowPushesNothing() throws IOException {
        sub.setPosition(-15, -5);
        window.surface().commit();
        assertShows(red().fill(95, 75, 20, 20, GREEN), fixture.picture());
        sub.setPosition(90, 70);
        window.surface().commit();
        assertShows(red().fill(200, 150, 20, 20, GREEN), fixture.picture());
    }

    @Test
    void aWindowThatIsMappedAgainComesBackToItsPlace() throws IOException {
        window.xdgSurface().setWindowGeometry(10, 10, 80, 60);
        window.surface().commit();
        sub.destroy();
        assertShows(Canvas.of(fixture).fill(100, 70, 100, 80, RED), fixture.picture());
        window.surface().attach(null, 0, 0);
        window.surface().commit();
        assertShows(Canvas.of(fixture), fixture.picture());
        window.surface().commit();
        client.roundtrip();
        window.attach(100, 80, BLUE);
        window.ackLastAndCommit();
        assertShows(Canvas.of(fixture).fill(100, 70, 100, 80, BLUE), fixture.picture());
    }

    @Test
    void whatMovesUnderThePointerTellsInTheTurnOfTheCommit() throws IOException {
        fixture.server().input().pointerMoved(1, 115, 85);
        assertEquals("enter child 5.0,5.0", told());
        sub.setPosition(2, 3);
        window.surface().commit();
        assertEquals("motion 3.0,2.0", told());
        sub.setPosition(40, 40);
        window.surface().commit();
        assertEquals("leave child; enter window 5.0,5.0", told());
        child.setInputRegion(client.region(0, 0, 1, 1));
        sub.setPosition(0, 0);
        child.commit();
        window.surface().commit();
        assertEquals("", told());
        window.surface().setInputRegion(client.region(0, 0, 1, 1));
        window.surface().commit();
        assertEquals("leave window", told());
    }

    @Test
    void aNewWindowClosesTheMenusOfOthers() throws IOException {
        fixture.server().input().pointerMoved(1, 150, 120);
        fixture.server().input().pointerButton(1, LEFT_BUTTON, true);
        fixture.server().input().pointerButton(1, LEFT_BUTTON, false);
        client.roundtrip();
        XdgPositionerProxy positioner = client.wmBase().createPositioner();
        positioner.setSize(30, 30);
        positioner.setAnchorRect(0, 0, 10, 10);
        WlSurfaceProxy surface = client.surface();
        XdgSurfaceProxy xdgSurface = client.wmBase().getXdgSurface(surface);
        XdgPopupProxy popup = xdgSurface.getPopup(window.xdgSurface(), positioner);
        positioner.destroy();
        popup.listen(new XdgPopupProxy.Events() {
            @Override
            public void popupDone() {
                events.add("done");
            }
        });
        xdgSurface.listen(new XdgSurfaceProxy.Events() {
            @Override
            public void configure(int configured) {
                xdgSurface.ackConfigure(configured);
            }
        });
        popup.grab(seat, serial);
        surface.commit();
        client.roundtrip();
        surface.attach(client.buffer(30, 30, BLUE).proxy(), 0, 0);
        surface.commit();
        client.roundtrip();
        events.clear();
        TestWindow other = new TestWindow(client);
        assertEquals("", told());
        other.map(50, 50, BLUE);
        assertEquals("done", told());
    }

    private Canvas red() {
        return Canvas.of(fixture).fill(110, 80, 100, 80, RED);
    }

    private String nameOf(WlSurfaceProxy surface) {
        return surface == child ? "child" : surface == window.surface() ? "window" : "?";
    }

    /** What the pointer was told, while time stands still. */
    private String told() throws IOException {
        client.roundtrip();
        String told = String.join("; ", events);
        events.clear();
        return told;
    }
}
