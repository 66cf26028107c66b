package org.breakwater.compositor.seat;

import static org.breakwater.compositor.seat.SeatSession.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.WlPointer.Axis;
import org.breakwater.wayland.WlPointer.AxisRelativeDirection;
import org.breakwater.wayland.WlPointer.AxisSource;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PointerTest {
    private static final int LEFT = 0x110;
    private static final int RIGHT = 0x111;

    private SeatSession s;
    private TestClient client;
    private Pointer pointer;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        client = s.connect();
        pointer = s.seat.pointer();
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    @Test
    void everyObjectOfTheClientHearsInItsVersion() throws Exception {
        s.bindSeat(client, 1).getPointer();
        s.bindSeat(client, 9).getPointer();
        Surface surface = s.shown(client);
        String name = "wl_surface#" + surface.resource().id();
        told(client);
        pointer.enter(surface, 1.5, 2);
        pointer.frame();
        pointer.frame();
        pointer.motion(10, 3, 4);
        pointer.frame();
        pointer.button(11, LEFT, true);
        pointer.button(12, LEFT, true);
        pointer.button(13, RIGHT, false);
        pointer.frame();
        assertEquals("wl_pointer.enter(_, " + name + ", 1.5, 2) wl_pointer.enter(_, " + name
                + ", 1.5, 2) wl_pointer.frame() wl_pointer.motion(10, 3, 4) "
                + "wl_pointer.motion(10, 3, 4) wl_pointer.frame() wl_pointer.button(_, 11, 272, 1) "
                + "wl_pointer.button(_, 11, 272, 1) wl_pointer.frame()", told(client));
    }

    @Test
    void theFocusGoesFromClientToClient() throws Exception {
        s.bindSeat(client, 5).getPointer();
        TestClient other = s.connect();
        s.bindSeat(other, 5).getPointer();
        Surface mine = s.shown(client);
        Surface mineToo = s.shown(client);
        Surface theirs = s.shown(other);
        told(client);
        told(other);
        pointer.enter(mine, 0, 0);
        pointer.frame();
        pointer.enter(mineToo, 1, 1);
        pointer.frame();
        String first = "wl_surface#" + mine.resource().id();
        String second = "wl_surface#" + mineToo.resource().id();
        assertEquals("wl_pointer.enter(_, " + first
                + ", 0, 0) wl_pointer.frame() wl_pointer.leave(_, "
                + first + ") wl_pointer.enter(_, " + second + ", 1, 1) wl_pointer.frame()",
                told(client));
        pointer.enter(theirs, 5, 5);
        pointer.frame();
        assertEquals("wl_pointer.leave(_, " + second + ") wl_pointer.frame()", told(client));
        assertEquals("wl_pointer.enter(_, wl_surface#" + theirs.resource().id()
                + ", 5, 5) wl_pointer.frame()", told(other));
        other.close();
        s.session.turn();
        assertNull(pointer.focus());
        pointer.motion(1, 1, 1);
        pointer.button(1, LEFT, true);
        pointer.frame();
    }

    @Test
    void aHeldButtonKeepsTheFocusUntilItIsReleased() throws Exception {
        s.bindSeat(client, 5).getPointer();
        Surface first = s.shown(client);
        Surface second = s.shown(client);
        told(client);
        pointer.enter(first, 1, 1);
        pointer.button(1, LEFT, true);
        int serial = s.lastSerial();
        pointer.frame();
        assertTrue(pointer.isHeld(first, serial));
        assertFalse(pointer.isHeld(second, serial));
        assertFalse(pointer.isHeld(first, serial - 1));
        pointer.enter(second, 9, 9);
        pointer.motion(2, -3, -3);
        pointer.button(3, RIGHT, true);
        pointer.button(4, LEFT, false);
        pointer.frame();
        assertSame(first, pointer.focus());
        assertFalse(pointer.isHeld(first, serial));
        told(client);
        pointer.button(5, RIGHT, false);
        pointer.frame();
        assertEquals("wl_pointer.button(_, 5, 273, 0) wl_pointer.frame() "
                + "wl_pointer.leave(_, wl_surface#"
                + first.resource().id() + ") wl_pointer.enter(_, wl_surface#"
                + second.resource().id()
                + ", 9, 9) wl_pointer.frame()", told(client));
    }

    @Test
    void aSurfaceThatIsUnmappedLosesTheFocus() throws Exception {
        s.bindSeat(client, 5).getPointer();
        Surface surface = s.shown(client);
        told(client);
        pointer.enter(surface, 1, 1);
        pointer.frame();
        told(client);
        surface.unmap();
        assertNull(pointer.focus());
        assertEquals("wl_pointer.leave(_, wl_surface#" + surface.resource().id()
                + ") wl_pointer.frame()",
                told(client));
    }

    @Test
    void aSurfaceThatIsDestroyedIsForgotten() throws Exception {
        s.bindSeat(client, 5).getPointer();
        WlSurfaceProxy proxy = client.createSurface();
        Surface surface = s.made(client);
        pointer.enter(surface, 1, 1);
        pointer.button(1, LEFT, true);
        int serial = s.lastSerial();
        pointer.frame();
        told(client);
        proxy.destroy();
        assertEquals("", told(client));
        assertNull(pointer.focus());
        assertNull(pointer.hovered());
        assertFalse(pointer.isHeld(surface, serial));
        pointer.button(2, LEFT, false);
        pointer.frame();
        assertEquals("", told(client));
    }

    @Test
    void aLateObjectLearnsOfTheFocus() throws Exception {
        Surface surface = s.shown(client);
        pointer.enter(surface, 7, 8);
        pointer.frame();
        WlSeatProxy seat = s.bindSeat(client, 4);
        told(client);
        seat.getPointer();
        assertEquals("wl_pointer.enter(_, wl_surface#" + surface.resource().id() + ", 7, 8)",
                told(client));
    }

    @Test
    void stepsOfAWheelAreWholeBeforeVersion8() throws Exception {
        Surface surface = s.shown(client);
        pointer.enter(surface, 0, 0);
        pointer.frame();
        assertEquals("", scroll(4, 5, 60, AxisSource.WHEEL));
        assertEquals("wl_pointer.axis(0, 0, 10)", scroll(4, 5, 60, AxisSource.WHEEL));
        assertEquals("", scroll(7, 5, 60, AxisSource.WHEEL));
        assertEquals("wl_pointer.axis_source(0) wl_pointer.axis_discrete(0, 1) "
                + "wl_pointer.axis(0, 0, 10) wl_pointer.frame()",
                scroll(7, 5, 60, AxisSource.WHEEL));
        assertEquals("wl_pointer.axis_source(0) wl_pointer.axis_value120(0, 60) "
                + "wl_pointer.axis(0, 0, 5) wl_pointer.frame()",
                scroll(8, 5, 60, AxisSource.WHEEL));
        assertEquals("wl_pointer.axis_source(0) wl_pointer.axis_relative_direction(0, 1) "
                + "wl_pointer.axis_value120(0, -60) wl_pointer.axis(0, 0, -5) wl_pointer.frame()",
                scroll(9, -5, -60, AxisSource.WHEEL));
        assertEquals("wl_pointer.axis_discrete(0, 1) wl_pointer.axis(0, 0, 10) wl_pointer.frame()",
                scroll(5, 10, 120, AxisSource.WHEEL_TILT));
        assertEquals("wl_pointer.axis_source(1) wl_pointer.axis(0, 0, 0.5) wl_pointer.frame()",
                scroll(5, 0.5, 0, AxisSource.FINGER));
        assertEquals("wl_pointer.axis_source(1) wl_pointer.axis_stop(0, 0) wl_pointer.frame()",
                scroll(5, 0, 0, AxisSource.FINGER));
        assertEquals("", scroll(4, 0, 0, AxisSource.FINGER));
    }

    /** Scrolls by so much, and tells what an object of the version hears of it. */
    private String scroll(int version, double value, int value120,
            AxisSource source) throws Exception {
        WlSeatProxy seat = s.bindSeat(client, version);
        var proxy = seat.getPointer();
        told(client);
        pointer.axis(0, Axis.VERTICAL_SCROLL, value, value120, source,
                AxisRelativeDirection.INVERTED);
        pointer.frame();
        String heard = told(client);
        proxy.release();
        client.sync();
        return heard;
    }

    @Test
    void aDiagonalScrollHasOneSource() throws Exception {
        s.bindSeat(client, 8).getPointer();
        Surface surface = s.shown(client);
        pointer.enter(surface, 0, 0);
        pointer.frame();
        told(client);
        pointer.axis(1, Axis.VERTICAL_SCROLL, 2, 0, AxisSource.FINGER,
                AxisRelativeDirection.IDENTICAL);
        pointer.axis(1, Axis.HORIZONTAL_SCROLL, 3, 0, AxisSource.FINGER,
                AxisRelativeDirection.IDENTICAL);
        pointer.frame();
        assertEquals("wl_pointer.axis_source(1) wl_pointer.axis(1, 0, 2) wl_pointer.axis(1, 1, 3) "
                + "wl_pointer.frame()", told(client));
    }

    @Test
    void serialsAreKnownToTheClientThatGotThem() throws Exception {
        s.bindSeat(client, 5).getPointer();
        TestClient other = s.connect();
        s.bindSeat(other, 5);
        Surface surface = s.shown(client);
        other.sync();
        pointer.enter(surface, 1, 1);
        int entered = s.lastSerial();
        pointer.button(1, LEFT, true);
        int pressed = s.lastSerial();
        pointer.button(1, LEFT, false);
        assertTrue(s.seat.isValidSerial(client.server(), entered));
        assertFalse(s.seat.isValidGrabSerial(client.server(), entered));
        assertTrue(s.seat.isValidGrabSerial(client.server(), pressed));
        assertFalse(s.seat.isValidSerial(other.server(), pressed));
        assertFalse(s.seat.isValidSerial(client.server(), pressed + 1000));
        for (int i = 0; i < 300; i++) {
            pointer.button(i, LEFT, i % 2 == 0);
        }
        assertFalse(s.seat.isValidSerial(client.server(), entered));
    }
}
