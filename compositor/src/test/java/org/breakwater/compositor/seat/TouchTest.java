package org.breakwater.compositor.seat;

import static org.breakwater.compositor.seat.SeatSession.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TouchTest {
    private SeatSession s;
    private TestClient client;
    private Touch touch;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        client = s.connect();
        touch = s.seat.touch();
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    @Test
    void eachFingerKeepsItsSurface() throws Exception {
        TestClient other = s.connect();
        s.bindSeat(client, 1).getTouch();
        s.bindSeat(other, 9).getTouch();
        Surface mine = s.shown(client);
        Surface theirs = s.shown(other);
        told(client);
        told(other);
        touch.down(1, 0, mine, 1, 2);
        int serial = s.lastSerial();
        touch.down(1, 1, theirs, 3, 4);
        touch.down(1, 1, mine, 5, 5);
        touch.frame();
        assertTrue(s.seat.contact(mine, serial) != null);
        assertTrue(s.seat.contact(theirs, serial) == null);
        touch.motion(2, 0, -9, 2.5);
        touch.motion(2, 7, 0, 0);
        touch.frame();
        touch.up(3, 0);
        touch.up(3, 0);
        touch.frame();
        touch.frame();
        assertEquals("wl_touch.down(_, 1, wl_surface#" + mine.resource().id() + ", 0, 1, 2) "
                + "wl_touch.frame() wl_touch.motion(2, 0, -9, 2.5) wl_touch.frame() "
                + "wl_touch.up(_, 3, 0) wl_touch.frame()", told(client));
        assertEquals("wl_touch.down(_, 1, wl_surface#" + theirs.resource().id() + ", 1, 3, 4) "
                + "wl_touch.frame()", told(other));
        assertEquals(1, touch.pointCount());
        other.close();
        s.session.turn();
        assertEquals(0, touch.pointCount());
        touch.frame();
    }

    @Test
    void cancelEndsEveryFingerAtOnce() throws Exception {
        s.bindSeat(client, 9).getTouch();
        Surface surface = s.shown(client);
        touch.down(1, 0, surface, 0, 0);
        touch.down(1, 1, surface, 0, 0);
        touch.frame();
        told(client);
        touch.motion(2, 0, 1, 1);
        touch.cancel();
        touch.frame();
        touch.up(3, 1);
        assertEquals("wl_touch.motion(2, 0, 1, 1) wl_touch.cancel()", told(client));
        assertNull(touch.surfaceOf(0));
    }

    @Test
    void aFingerOnADestroyedSurfaceIsLifted() throws Exception {
        s.bindSeat(client, 9).getTouch();
        WlSurfaceProxy proxy = client.createSurface();
        Surface surface = s.made(client);
        touch.down(1, 0, surface, 0, 0);
        touch.motion(2, 0, 3, 3);
        touch.frame();
        told(client);
        proxy.destroy();
        assertEquals("wl_touch.up(_, 2, 0) wl_touch.frame()", told(client));
        assertNull(touch.surfaceOf(0));
        assertEquals(0, touch.pointCount());
        touch.motion(3, 0, 1, 1);
        touch.up(4, 0);
        touch.frame();
        assertEquals("", told(client));
    }
}
