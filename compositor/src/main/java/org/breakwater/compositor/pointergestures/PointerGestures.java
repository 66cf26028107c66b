package org.breakwater.compositor.pointergestures;

import java.util.List;
import org.breakwater.compositor.seat.DeviceObjects;
import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.ZwpPointerGestureHoldV1Resource;
import org.breakwater.wayland.server.ZwpPointerGesturePinchV1Resource;
import org.breakwater.wayland.server.ZwpPointerGestureSwipeV1Resource;
import org.breakwater.wayland.server.ZwpPointerGesturesV1Resource;

/**
 * {@code zwp_pointer_gestures_v1} 3. One gesture is made at a time; it belongs to the surface that
 * has the pointer when it begins, and is cancelled when that loses the pointer. A client that does
 * not read gets what it missed with the next event.
 */
public final class PointerGestures implements ZwpPointerGesturesV1Resource.Requests {
    private static final int VERSION = 3;
    private static final ZwpPointerGestureSwipeV1Resource.Requests SWIPE = resource -> { };
    private static final ZwpPointerGesturePinchV1Resource.Requests PINCH = resource -> { };
    private static final ZwpPointerGestureHoldV1Resource.Requests HOLD = resource -> { };

    private final Seat seat;
    private final DeviceObjects<ZwpPointerGestureSwipeV1Resource> swipes;
    private final DeviceObjects<ZwpPointerGesturePinchV1Resource> pinches;
    private final DeviceObjects<ZwpPointerGestureHoldV1Resource> holds;
    private Kind kind;
    private Surface surface;
    private int lastTime;
    private boolean held;
    private double dx;
    private double dy;
    private double scale;
    private double rotation;

    private enum Kind {
        SWIPE, PINCH, HOLD
    }

    public PointerGestures(Display display, Seat seat) {
        this.seat = seat;
        swipes = new DeviceObjects<>(seat, WlSeat.Capability.POINTER);
        pinches = new DeviceObjects<>(seat, WlSeat.Capability.POINTER);
        holds = new DeviceObjects<>(seat, WlSeat.Capability.POINTER);
        seat.pointer().focusChanged().add(pointer -> focusChanged());
        display.createGlobal(ZwpPointerGesturesV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    public void swipeBegins(int timeMs, int fingers) {
        begin(Kind.SWIPE, timeMs, fingers);
    }

    /** The fingers moved by so much, in logical pixels. */
    public void swipe(int timeMs, double byX, double byY) {
        move(Kind.SWIPE, timeMs, byX, byY, 1, 0);
    }

    public void swipeEnds(int timeMs, boolean cancelled) {
        end(Kind.SWIPE, timeMs, cancelled);
    }

    public void pinchBegins(int timeMs, int fingers) {
        begin(Kind.PINCH, timeMs, fingers);
    }

    /** {@code toScale}: since the beginning; {@code degrees}: clockwise, since the last call. */
    public void pinch(int timeMs, double byX, double byY, double toScale, double degrees) {
        move(Kind.PINCH, timeMs, byX, byY, toScale, degrees);
    }

    public void pinchEnds(int timeMs, boolean cancelled) {
        end(Kind.PINCH, timeMs, cancelled);
    }

    public void holdBegins(int timeMs, int fingers) {
        begin(Kind.HOLD, timeMs, fingers);
    }

    public void holdEnds(int timeMs, boolean cancelled) {
        end(Kind.HOLD, timeMs, cancelled);
    }

    @Override
    public void getSwipeGesture(ZwpPointerGesturesV1Resource resource,
            ZwpPointerGestureSwipeV1Resource id, WlPointerResource pointer) {
        if (isOurs(id, pointer)) {
            id.handle(SWIPE);
            swipes.add(id, pointer);
        }
    }

    @Override
    public void getPinchGesture(ZwpPointerGesturesV1Resource resource,
            ZwpPointerGesturePinchV1Resource id, WlPointerResource pointer) {
        if (isOurs(id, pointer)) {
            id.handle(PINCH);
            pinches.add(id, pointer);
        }
    }

    @Override
    public void getHoldGesture(ZwpPointerGesturesV1Resource resource,
            ZwpPointerGestureHoldV1Resource id, WlPointerResource pointer) {
        if (isOurs(id, pointer)) {
            id.handle(HOLD);
            holds.add(id, pointer);
        }
    }

    @Override
    public void release(ZwpPointerGesturesV1Resource resource) {
        // Gestures live on.
    }

    private boolean isOurs(Resource id, WlPointerResource pointer) {
        if (Pointer.of(pointer) != seat.pointer()) {
            id.makeInert();
            return false;
        }
        return true;
    }

    private void begin(Kind next, int timeMs, int fingers) {
        if (kind != null) {
            end(kind, timeMs, true);
        }
        Surface focus = seat.pointer().focus();
        if (focus == null) {
            return;
        }
        kind = next;
        surface = focus;
        lastTime = timeMs;
        scale = 1;
        Client client = client();
        int serial = seat.tellSerial(client);
        switch (next) {
            case SWIPE -> swipes.of(client).forEach(
                    each -> each.sendBegin(serial, timeMs, focus.resource(), fingers));
            case PINCH -> pinches.of(client).forEach(
                    each -> each.sendBegin(serial, timeMs, focus.resource(), fingers));
            case HOLD -> holds.of(client).forEach(
                    each -> each.sendBegin(serial, timeMs, focus.resource(), fingers));
        }
    }

    private void move(Kind which, int timeMs, double byX, double byY, double toScale,
            double degrees) {
        if (kind != which) {
            return;
        }
        held = true;
        lastTime = timeMs;
        dx += byX;
        dy += byY;
        scale = toScale;
        rotation += degrees;
        if (!client().isCongested()) {
            tellMovement();
        }
    }

    private void tellMovement() {
        if (!held) {
            return;
        }
        if (kind == Kind.SWIPE) {
            List<ZwpPointerGestureSwipeV1Resource> listeners = swipes.of(client());
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).sendUpdate(lastTime, dx, dy);
            }
        } else {
            List<ZwpPointerGesturePinchV1Resource> listeners = pinches.of(client());
            for (int i = 0; i < listeners.size(); i++) {
                listeners.get(i).sendUpdate(lastTime, dx, dy, scale, rotation);
            }
        }
        forgetMovement();
    }

    private void end(Kind which, int timeMs, boolean cancelled) {
        if (kind != which) {
            return;
        }
        Client client = client();
        tellMovement();
        kind = null;
        surface = null;
        int serial = seat.tellSerial(client);
        int flag = cancelled ? 1 : 0;
        switch (which) {
            case SWIPE -> swipes.of(client).forEach(each -> each.sendEnd(serial, timeMs, flag));
            case PINCH -> pinches.of(client).forEach(each -> each.sendEnd(serial, timeMs, flag));
            case HOLD -> holds.of(client).forEach(each -> each.sendEnd(serial, timeMs, flag));
        }
    }

    private void focusChanged() {
        if (kind == null || seat.pointer().focus() == surface) {
            return;
        }
        if (client().isAlive()) {
            end(kind, lastTime, true);
        } else {
            kind = null;
            surface = null;
            forgetMovement();
        }
    }

    private void forgetMovement() {
        held = false;
        dx = 0;
        dy = 0;
        rotation = 0;
    }

    private Client client() {
        return surface.resource().client();
    }
}
