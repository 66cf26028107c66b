package org.breakwater.compositor.seat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.EnumSet;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.WlSeat.Capability;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.server.WlSeatResource;
import org.junit.jupiter.api.Test;

class SeatTest {
    @Test
    void everyVersionIsToldWhatItKnows() throws Exception {
        try (SeatSession s = new SeatSession()) {
            TestClient client = s.connect();
            s.bindSeat(client, 1);
            assertEquals("wl_seat.capabilities(7)", SeatSession.told(client));
            WlSeatProxy proxy = s.bindSeat(client, 9);
            assertEquals("wl_seat.capabilities(7) wl_seat.name(\"seat0\")",
                    SeatSession.told(client));
            WlSeatResource resource = (WlSeatResource) client.server().resource(proxy.id());
            assertSame(s.seat, Seat.of(resource));
            proxy.release();
            client.sync();
            s.seat.setCapabilities(EnumSet.of(Capability.POINTER));
            assertEquals("wl_seat.capabilities(1)", SeatSession.told(client));
        }
    }

    @Test
    void aDeviceThatNeverWasIsAnError() throws Exception {
        try (SeatSession s = new SeatSession(EnumSet.of(Capability.KEYBOARD))) {
            TestClient client = s.connect();
            s.bindSeat(client, 5).getPointer();
            assertEquals("wl_seat 0", client.error());

            s.seat.setCapabilities(EnumSet.of(Capability.TOUCH));
            TestClient other = s.connect();
            WlSeatProxy seat = s.bindSeat(other, 5);
            seat.getKeyboard();
            seat.getTouch();
            assertEquals("wl_seat.capabilities(4) wl_seat.name(\"seat0\")",
                    SeatSession.told(other));
        }
    }

    @Test
    void objectsOfADeviceThatWentStayMuteWhenItComesBack() throws Exception {
        try (SeatSession s = new SeatSession()) {
            TestClient client = s.connect();
            WlSeatProxy seat = s.bindSeat(client, 9);
            WlPointerProxy old = seat.getPointer();
            Surface surface = s.shown(client);
            s.seat.pointer().enter(surface, 1, 1);
            s.seat.pointer().frame();
            SeatSession.told(client);

            s.seat.setCapabilities(EnumSet.of(Capability.KEYBOARD));
            assertEquals("wl_pointer.leave(_, wl_surface#" + surface.resource().id()
                    + ") wl_pointer.frame() wl_seat.capabilities(2)", SeatSession.told(client));
            assertNull(s.seat.pointer().focus());
            seat.getPointer();
            client.sync();

            s.seat.setCapabilities(EnumSet.of(Capability.KEYBOARD, Capability.POINTER));
            s.seat.pointer().enter(surface, 1, 1);
            s.seat.pointer().frame();
            assertEquals("wl_seat.capabilities(3)", SeatSession.told(client));
            old.setCursor(s.lastSerial(), null, 0, 0);
            old.release();
            seat.getPointer();
            assertEquals("wl_pointer.enter(_, wl_surface#" + surface.resource().id()
                    + ", 1, 1) wl_pointer.frame()", SeatSession.told(client));
        }
    }

    @Test
    void tooManyObjectsEndTheClient() throws Exception {
        try (SeatSession s = new SeatSession()) {
            TestClient client = s.connect();
            WlSeatProxy seat = s.bindSeat(client, 9);
            for (int i = 0; i <= SeatClient.MAX_OBJECTS; i++) {
                seat.getTouch();
            }
            assertEquals("wl_display 2", client.error());
        }
    }

    @Test
    void aClosedSeatLeavesInertObjects() throws Exception {
        try (SeatSession s = new SeatSession()) {
            TestClient client = s.connect();
            WlSeatProxy seat = s.bindSeat(client, 9);
            WlKeyboardProxy keyboard = seat.getKeyboard();
            SeatSession.told(client);
            s.seat.close();
            assertEquals("wl_seat.capabilities(0)", SeatSession.told(client));
            seat.getPointer();
            keyboard.release();
            seat.release();
            assertEquals("", SeatSession.told(client));
            assertEquals(0, client.globals("wl_seat").length);
        }
    }
}
