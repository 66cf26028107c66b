package org.breakwater.compositor.seat;

import java.util.List;
import java.util.Locale;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.server.WlKeyboardResource;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WlTouchResource;

/** The requests of one client's {@code wl_seat}. */
final class SeatRequests implements WlSeatResource.Requests {
    private final Seat seat;
    private final SeatClient client;

    SeatRequests(Seat seat, SeatClient client) {
        this.seat = seat;
        this.client = client;
    }

    Seat seat() {
        return seat;
    }

    @Override
    public void getPointer(WlSeatResource resource, WlPointerResource id) {
        if (admit(resource, id, WlSeat.Capability.POINTER, client.pointers)) {
            id.handle(new PointerRequests(seat.pointer(), client));
            client.pointers.add(id);
            seat.pointer().introduce(client, id);
        }
    }

    @Override
    public void getKeyboard(WlSeatResource resource, WlKeyboardResource id) {
        if (admit(resource, id, WlSeat.Capability.KEYBOARD, client.keyboards)) {
            id.handle(new KeyboardRequests(client));
            client.keyboards.add(id);
            seat.keyboard().introduce(client, id);
        }
    }

    @Override
    public void getTouch(WlSeatResource resource, WlTouchResource id) {
        if (admit(resource, id, WlSeat.Capability.TOUCH, client.touches)) {
            id.handle(new TouchRequests(client));
            client.touches.add(id);
        }
    }

    @Override
    public void release(WlSeatResource resource) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        client.seats.remove(gone);
    }

    /** An object of a device that is there now; one of a device that was there once is inert. */
    private boolean admit(WlSeatResource resource, Resource id, WlSeat.Capability capability,
            List<?> siblings) {
        if (!seat.everHad(capability)) {
            throw resource.error(WlSeat.Error.MISSING_CAPABILITY, "%s never had a %s", resource,
                    capability.name().toLowerCase(Locale.ROOT));
        }
        if (siblings.size() >= SeatClient.MAX_OBJECTS) {
            id.makeInert();
            resource.client().postNoMemory();
            return false;
        }
        if (!seat.has(capability)) {
            id.makeInert();
            return false;
        }
        return true;
    }

    private record KeyboardRequests(SeatClient client) implements WlKeyboardResource.Requests {
        @Override
        public void release(WlKeyboardResource resource) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource gone) {
            client.keyboards.remove(gone);
        }
    }

    private record TouchRequests(SeatClient client) implements WlTouchResource.Requests {
        @Override
        public void release(WlTouchResource resource) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource gone) {
            client.touches.remove(gone);
        }
    }
}
