package org.breakwater.compositor.seat;

import static org.breakwater.compositor.seat.SeatSession.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.geometry.Region;
import org.breakwater.wayland.WlPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrabTest {
    private static final int LEFT = 0x110;

    private SeatSession s;
    private TestClient client;
    private TestClient other;
    private Surface mine;
    private Surface theirs;
    private Pointer pointer;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        client = s.connect();
        other = s.connect();
        s.bindSeat(client, 9).getPointer();
        s.bindSeat(other, 9).getPointer();
        mine = s.shown(client);
        theirs = s.shown(other);
        pointer = s.seat.pointer();
        told(client);
        told(other);
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    private static final class Recorder implements PointerGrab {
        private final List<String> events = new ArrayList<>();

        @Override
        public void focusChanged(Pointer pointer, Surface surface, double sx, double sy) {
            events.add("focus " + (surface == null ? "none" : sx + "," + sy));
        }

        @Override
        public void motion(Pointer pointer, int timeMs, double sx, double sy) {
            events.add("motion " + sx + "," + sy);
        }

        @Override
        public void button(Pointer pointer, int timeMs, int button, boolean pressed) {
            events.add((pressed ? "press " : "release ") + pointer.isAnyPressed());
        }

        @Override
        public void axis(Pointer pointer, int timeMs, WlPointer.Axis axis, double value,
                int value120, WlPointer.AxisSource source,
                WlPointer.AxisRelativeDirection direction) {
            events.add("axis " + value);
        }

        @Override
        public void cancelled(Pointer pointer) {
            events.add("cancelled");
        }
    }

    @Test
    void aGrabGetsWhatTheClientDoesNot() throws Exception {
        pointer.enter(mine, 1, 1);
        pointer.button(1, LEFT, true);
        pointer.frame();
        told(client);
        Recorder grab = new Recorder();
        pointer.startGrab(grab);
        pointer.motion(2, 3, 3);
        pointer.enter(theirs, 4, 4);
        pointer.axis(3, WlPointer.Axis.VERTICAL_SCROLL, 5, 0, null,
                WlPointer.AxisRelativeDirection.IDENTICAL);
        theirs.unmap();
        pointer.button(4, LEFT, false);
        pointer.frame();
        assertEquals("", told(client));
        assertEquals(List.of("focus 1.0,1.0", "motion 3.0,3.0", "focus 4.0,4.0", "axis 5.0",
                "focus none",
                "release false"), grab.events);
        Recorder second = new Recorder();
        pointer.startGrab(second);
        assertEquals("cancelled", grab.events.get(6));
        pointer.endGrab(grab);
        assertTrue(pointer.isGrabbed());
        pointer.endGrab(second);
        assertFalse(pointer.isGrabbed());
        assertEquals(List.of("focus none"), second.events);
        assertNull(pointer.focus());
    }

    @Test
    void aPopupGrabReachesItsClientAloneUntilAPressElsewhere() throws Exception {
        Surface popup = s.shown(client);
        s.seat.keyboard().focus(mine);
        pointer.enter(mine, 1, 1);
        pointer.button(1, LEFT, true);
        List<String> dismissed = new ArrayList<>();
        PopupGrab grab = new PopupGrab(s.seat, client.server(), () -> dismissed.add("dismissed"));
        grab.start(popup);
        pointer.enter(popup, 2, 2);
        assertSame(popup, pointer.focus());
        assertSame(popup, s.seat.keyboard().focus());
        pointer.button(2, LEFT, false);
        pointer.button(3, LEFT, true);
        pointer.button(4, LEFT, false);
        assertTrue(grab.isActive());
        pointer.enter(theirs, 3, 3);
        assertNull(pointer.focus());
        pointer.button(5, LEFT, true);
        assertEquals(List.of("dismissed"), dismissed);
        assertSame(mine, s.seat.keyboard().focus());
        pointer.button(6, LEFT, false);
        pointer.frame();
        assertSame(theirs, pointer.focus());
        assertEquals("wl_pointer.enter(_, wl_surface#" + theirs.resource().id()
                + ", 3, 3) wl_pointer.frame()", told(other));
        grab.end();
        assertEquals(1, dismissed.size());
    }

    @Test
    void aTouchElsewhereDismissesAPopup() throws Exception {
        List<String> dismissed = new ArrayList<>();
        PopupGrab grab = new PopupGrab(s.seat, client.server(), () -> dismissed.add("dismissed"));
        grab.start(mine);
        s.seat.touch().down(1, 0, mine, 0, 0);
        assertTrue(grab.isActive());
        s.seat.touch().down(1, 1, theirs, 0, 0);
        assertFalse(grab.isActive());
        assertEquals(1, dismissed.size());
        assertTrue(s.seat.touch().touched().isEmpty());
    }

    @Test
    void theCursorFindsWhatIsBelowIt() throws Exception {
        Surface[] right = {theirs};
        PointerCursor cursor = new PointerCursor(s.display().loop(), pointer,
                (lx, ly) -> lx < 100 ? new Target(mine, lx, ly)
                        : right[0] == null ? null : new Target(right[0], lx - 100, ly));
        cursor.setBounds(Region.of(0, 0, 200, 100).union(Region.of(200, 50, 100, 100)));
        cursor.moveTo(1, 10, 20);
        cursor.frame();
        cursor.moveBy(2, 5, 5);
        cursor.frame();
        assertEquals("wl_pointer.enter(_, wl_surface#" + mine.resource().id() + ", 10, 20) "
                + "wl_pointer.frame() wl_pointer.motion(2, 15, 25) wl_pointer.frame()",
                told(client));
        cursor.button(3, LEFT, true);
        cursor.moveTo(4, 150, 30);
        cursor.frame();
        cursor.button(5, LEFT, false);
        cursor.frame();
        assertEquals("wl_pointer.button(_, 3, 272, 1) wl_pointer.motion(4, 150, 30) "
                + "wl_pointer.frame() wl_pointer.button(_, 5, 272, 0) wl_pointer.frame() "
                + "wl_pointer.leave(_, wl_surface#"
                + mine.resource().id() + ") wl_pointer.frame()", told(client));
        assertEquals("wl_pointer.enter(_, wl_surface#" + theirs.resource().id() + ", 50, 30) "
                + "wl_pointer.frame()", told(other));
        right[0] = null;
        cursor.sceneChanged();
        cursor.sceneChanged();
        assertEquals("wl_pointer.leave(_, wl_surface#" + theirs.resource().id()
                + ") wl_pointer.frame()",
                told(other));
        cursor.moveTo(6, 250, 10);
        assertEquals(250, cursor.x());
        assertEquals(50, cursor.y());
        cursor.moveTo(7, 1000, 1000);
        assertEquals(300, cursor.x(), 0.01);
        assertEquals(150, cursor.y(), 0.01);
    }

    @Test
    void aSurfaceThatMovesBelowTheCursorIsMotion() throws Exception {
        double[] origin = {0};
        PointerCursor cursor = new PointerCursor(s.display().loop(), pointer,
                (lx, ly) -> new Target(mine, lx - origin[0], ly));
        cursor.moveTo(1, 10, 20);
        cursor.frame();
        told(client);
        cursor.sceneChanged();
        assertEquals("", told(client));
        origin[0] = 4;
        cursor.sceneChanged();
        assertEquals("wl_pointer.motion(0, 6, 20) wl_pointer.frame()", told(client));
    }
}
