package org.breakwater.compositor.seat;

import java.util.List;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.server.WlPointerResource;

/**
 * The surface that the pointer's events go to, and how they are told in the version of each object:
 * grouped by frames from 5 on, steps of the wheel whole before 8 and in parts from 8 on.
 *
 * <p>A client that does not read is not told where the pointer moves until it reads again, or until
 * something else happens there.
 */
final class PointerFocus {
    private final Seat seat;
    private final CursorImage cursor;
    private final SurfaceWatch watch = new SurfaceWatch(this::surfaceGone);
    private final WheelSteps steps = new WheelSteps();
    private final Signal<Pointer> changed = new Signal<>();
    private final Pointer pointer;
    private SeatClient client;
    private Surface surface;
    private int enterSerial;
    private double x;
    private double y;
    private boolean motionHeld;
    private int motionTime;
    private boolean sourceTold;
    private boolean wholeSourceTold;

    PointerFocus(Pointer pointer, Seat seat, CursorImage cursor) {
        this.pointer = pointer;
        this.seat = seat;
        this.cursor = cursor;
    }

    Surface surface() {
        return surface;
    }

    /** Whose surface has the focus; null without one. */
    SeatClient client() {
        return client;
    }

    Signal<Pointer> changed() {
        return changed;
    }

    boolean isEnteredWith(Client asking, int serial) {
        return client != null && client.client() == asking && serial == enterSerial;
    }

    /** Leaves one surface and enters another; null: none. On the same surface, nothing is sent. */
    void set(Surface next, double sx, double sy) {
        if (next == surface) {
            x = sx;
            y = sy;
            return;
        }
        SeatClient nextClient = next == null ? null : seat.client(next.resource().client());
        boolean otherClient = client != nextClient;
        motionHeld = false;
        leave();
        if (otherClient) {
            frame();
        }
        watch.set(next);
        surface = next;
        client = nextClient;
        x = sx;
        y = sy;
        steps.clear();
        if (otherClient) {
            cursor.reset();
        }
        if (next != null) {
            enterSerial = client.tellSerial();
            List<WlPointerResource> pointers = client.pointers;
            for (int i = 0; i < pointers.size(); i++) {
                pointers.get(i).sendEnter(enterSerial, next.resource(), sx, sy);
            }
            client.pointerFrameDue = true;
        }
        changed.emit(pointer);
    }

    /** A new object of the client that has the focus learns so. */
    void introduce(SeatClient owner, WlPointerResource resource) {
        if (owner == client && surface != null) {
            resource.sendEnter(enterSerial, surface.resource(), x, y);
            if (resource.supports(WlPointer.FRAME_SINCE)) {
                resource.sendFrame();
            }
        }
    }

    void motion(int timeMs, double sx, double sy) {
        x = sx;
        y = sy;
        if (client == null) {
            return;
        }
        motionHeld = true;
        motionTime = timeMs;
        if (!client.client().isCongested()) {
            tellMotion();
        }
    }

    /** The client reads again. */
    void drained(SeatClient reading) {
        if (reading == client && motionHeld) {
            tellMotion();
            frame();
        }
    }

    /** Returns the serial; 0 without a focus. */
    int button(int timeMs, int button, boolean pressed) {
        if (client == null) {
            return 0;
        }
        tellMotion();
        seat.times().before(client, WlSeat.Capability.POINTER, timeMs);
        int serial = client.actionSerial(pressed);
        WlPointer.ButtonState state = pressed
                ? WlPointer.ButtonState.PRESSED : WlPointer.ButtonState.RELEASED;
        List<WlPointerResource> pointers = client.pointers;
        for (int i = 0; i < pointers.size(); i++) {
            pointers.get(i).sendButton(serial, timeMs, button, state);
        }
        client.pointerFrameDue = true;
        return serial;
    }

    void axis(int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        if (client == null) {
            return;
        }
        tellMotion();
        boolean stop = value == 0 && value120 == 0;
        if (value120 != 0) {
            steps.add(axis, value, value120);
        }
        seat.times().before(client, WlSeat.Capability.POINTER, timeMs);
        List<WlPointerResource> pointers = client.pointers;
        for (int i = 0; i < pointers.size(); i++) {
            WlPointerResource pointer = pointers.get(i);
            boolean fine = pointer.supports(WlPointer.AXIS_VALUE120_SINCE);
            if (value120 != 0 && !fine && steps.detents(axis) == 0) {
                continue;
            }
            client.pointerFrameDue = true;
            tellSource(pointer, source, fine);
            if (pointer.supports(WlPointer.AXIS_RELATIVE_DIRECTION_SINCE)) {
                pointer.sendAxisRelativeDirection(axis, direction);
            }
            if (stop) {
                if (pointer.supports(WlPointer.AXIS_STOP_SINCE)) {
                    pointer.sendAxisStop(timeMs, axis);
                }
            } else if (value120 == 0) {
                pointer.sendAxis(timeMs, axis, value);
            } else if (fine) {
                pointer.sendAxisValue120(axis, value120);
                pointer.sendAxis(timeMs, axis, value);
            } else {
                if (pointer.supports(WlPointer.AXIS_DISCRETE_SINCE)) {
                    pointer.sendAxisDiscrete(axis, steps.detents(axis));
                }
                pointer.sendAxis(timeMs, axis, steps.value(axis));
            }
        }
        sourceTold = true;
        wholeSourceTold |= value120 == 0 || steps.detents(axis) != 0;
        if (value120 != 0) {
            steps.takeWhole(axis);
        }
    }

    /** Tells the client that a group of events is complete, if one was begun. */
    void frame() {
        sourceTold = false;
        wholeSourceTold = false;
        if (client == null || !client.pointerFrameDue) {
            return;
        }
        client.pointerFrameDue = false;
        List<WlPointerResource> pointers = client.pointers;
        for (int i = 0; i < pointers.size(); i++) {
            if (pointers.get(i).supports(WlPointer.FRAME_SINCE)) {
                pointers.get(i).sendFrame();
            }
        }
    }

    private void tellMotion() {
        if (!motionHeld) {
            return;
        }
        motionHeld = false;
        seat.times().before(client, WlSeat.Capability.POINTER, motionTime);
        List<WlPointerResource> pointers = client.pointers;
        for (int i = 0; i < pointers.size(); i++) {
            pointers.get(i).sendMotion(motionTime, x, y);
        }
        client.pointerFrameDue = true;
    }

    /** One source a frame; a client of whole steps may have been passed over so far. */
    private void tellSource(WlPointerResource pointer, WlPointer.AxisSource source, boolean fine) {
        boolean told = fine ? sourceTold : wholeSourceTold;
        if (source != null && !told && pointer.supports(WlPointer.AXIS_SOURCE_SINCE)
                && pointer.supports(source.since())) {
            pointer.sendAxisSource(source);
        }
    }

    private void leave() {
        if (surface != null && surface.resource().isAlive()) {
            int serial = client.tellSerial();
            List<WlPointerResource> pointers = client.pointers;
            for (int i = 0; i < pointers.size(); i++) {
                pointers.get(i).sendLeave(serial, surface.resource());
            }
            client.pointerFrameDue = true;
        }
    }

    private void surfaceGone() {
        set(null, 0, 0);
    }
}
