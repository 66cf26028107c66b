package org.breakwater.compositor.seat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.WpCursorShapeDeviceV1;
import org.breakwater.wayland.server.WlPointerResource;

/**
 * The pointer of a seat: what it is over, what is pressed, and who gets its events.
 *
 * <p>Without a grab they go to the surface under the pointer, and that surface keeps them while a
 * button is down (the implicit grab), wherever the pointer moves. With a {@link PointerGrab} they
 * go to the grab, which decides what to pass on. Every group of events is to be ended with {@link
 * #frame}.
 */
public final class Pointer {
    private final CursorImage cursor;
    private final PointerFocus focus;
    private final List<Press> presses = new ArrayList<>(4);
    private final SurfaceWatch hovered = new SurfaceWatch(this::hoveredGone);
    private final Signal<Pointer> grabChanged = new Signal<>();
    private final Signal<Pointer> lost = new Signal<>();
    private final List<RelativeMotion> relativeMotions = new ArrayList<>(1);
    private double hoverX;
    private double hoverY;
    private PointerGrab grab;

    /**
     * A button that is down; {@code surface}, which may be null, was told so with {@code serial}.
     */
    private record Press(int button, Surface surface, int serial) {
    }

    Pointer(Seat seat, CursorImage cursor) {
        this.cursor = cursor;
        this.focus = new PointerFocus(this, seat, cursor);
    }

    /** The pointer behind a client's object; null when that is inert. */
    public static Pointer of(WlPointerResource resource) {
        return resource.handler() instanceof PointerRequests requests ? requests.pointer() : null;
    }

    /** The surface that gets the events; null when none does. */
    public Surface focus() {
        return focus.surface();
    }

    /** Another surface gets the events, or none; its client has been told. */
    public Signal<Pointer> focusChanged() {
        return focus.changed();
    }

    /** Whether a serial is that of the {@code wl_pointer.enter} that this client was sent last. */
    public boolean isEnteredWith(Client client, int serial) {
        return focus.isEnteredWith(client, serial);
    }

    /** The surface under the pointer, as last told by {@link #enter}. */
    public Surface hovered() {
        return hovered.surface();
    }

    /** The pointer came over a surface, or is still there; coordinates of the surface. */
    public void enter(Surface surface, double sx, double sy) {
        hovered.set(surface);
        hoverX = sx;
        hoverY = sy;
        if (grab != null) {
            grab.focusChanged(this, surface, sx, sy);
        } else if (presses.isEmpty()) {
            focus.set(surface, sx, sy);
        }
    }

    /** The pointer is over no surface. */
    public void clear() {
        enter(null, 0, 0);
    }

    /**
     * The pointer moved; coordinates of {@link #focus}, or of {@link #hovered} when there is a
     * grab.
     */
    public void motion(int timeMs, double sx, double sy) {
        if (grab != null || presses.isEmpty()) {
            hoverX = sx;
            hoverY = sy;
        }
        if (grab != null) {
            grab.motion(this, timeMs, sx, sy);
        } else {
            focus.motion(timeMs, sx, sy);
        }
    }

    /** Tells {@code listener} how far the device moves, however far the pointer does. */
    public void addRelativeMotion(RelativeMotion listener) {
        relativeMotions.add(listener);
    }

    /** The device moved; to be followed by {@link #frame}. See {@link RelativeMotion#moved}. */
    public void relativeMotion(long timeMicros, double dx, double dy, double rawDx, double rawDy) {
        SeatClient client = focus.client();
        for (int i = 0; client != null && i < relativeMotions.size(); i++) {
            if (relativeMotions.get(i).moved(client.client(), timeMicros, dx, dy, rawDx, rawDy)) {
                client.pointerFrameDue = true;
            }
        }
    }

    /** Something was sent to the client with the focus that a {@link #frame} has to end. */
    public void needsFrame() {
        if (focus.client() != null) {
            focus.client().pointerFrameDue = true;
        }
    }

    /**
     * {@code button}: a code of linux/input-event-codes.h. A second press of the same one is
     * ignored.
     */
    public void button(int timeMs, int button, boolean pressed) {
        if (pressed == isPressed(button)) {
            return;
        }
        if (pressed) {
            presses.add(new Press(button, null, 0));
        } else {
            presses.removeIf(press -> press.button() == button);
        }
        if (grab != null) {
            grab.button(this, timeMs, button, pressed);
            return;
        }
        sendButton(timeMs, button, pressed);
        if (presses.isEmpty() && hovered.surface() != focus.surface()) {
            focus.frame();
            focus.set(hovered.surface(), hoverX, hoverY);
        }
    }

    /**
     * The pointer scrolled. {@code value}: surface coordinates; {@code value120}: 120 for each
     * detent of a wheel, 0 where there are none; {@code source}: null where unknown. A value of 0
     * from a finger or a continuous source says that the movement has stopped.
     */
    public void axis(int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        if (grab != null) {
            grab.axis(this, timeMs, axis, value, value120, source, direction);
        } else {
            focus.axis(timeMs, axis, value, value120, source, direction);
        }
    }

    /** Ends a group of events that belong together. */
    public void frame() {
        focus.frame();
    }

    public boolean isPressed(int button) {
        for (int i = 0; i < presses.size(); i++) {
            if (presses.get(i).button() == button) {
                return true;
            }
        }
        return false;
    }

    public boolean isAnyPressed() {
        return !presses.isEmpty();
    }

    /** A button is down, and the surface under it when it went down keeps the events. */
    public boolean isImplicitGrab() {
        return grab == null && !presses.isEmpty();
    }

    public boolean isGrabbed() {
        return grab != null;
    }

    /** A grab began or ended: what is under the pointer should be looked up again. */
    public Signal<Pointer> grabChanged() {
        return grabChanged;
    }

    /** The surface under the pointer is gone: what is there now should be looked up. */
    public Signal<Pointer> lost() {
        return lost;
    }

    /** Gives the events to {@code next}; a grab in force is cancelled. */
    public void startGrab(PointerGrab next) {
        cancelGrab();
        grab = next;
        next.focusChanged(this, hovered.surface(), hoverX, hoverY);
        grabChanged.emit(this);
    }

    /** Ends this grab, if it is in force; the surface under the pointer gets the events again. */
    public void endGrab(PointerGrab ended) {
        if (grab == ended && ended != null) {
            grab = null;
            if (presses.isEmpty()) {
                focus.set(hovered.surface(), hoverX, hoverY);
            }
            grabChanged.emit(this);
        }
    }

    /** Ends whatever grab is in force. */
    public void cancelGrab() {
        PointerGrab last = grab;
        if (last != null) {
            grab = null;
            last.cancelled(this);
            grabChanged.emit(this);
        }
    }

    /** For grabs: this surface, or none, is the one that the {@code send} methods reach. */
    public void sendFocus(Surface surface, double sx, double sy) {
        focus.set(surface, sx, sy);
    }

    /** For grabs. */
    public void sendMotion(int timeMs, double sx, double sy) {
        focus.motion(timeMs, sx, sy);
    }

    /** For grabs. */
    public void sendButton(int timeMs, int button, boolean pressed) {
        int serial = focus.button(timeMs, button, pressed);
        if (pressed && focus.surface() != null) {
            presses.replaceAll(press -> press.button() == button
                    ? new Press(button, focus.surface(), serial) : press);
        }
    }

    /** For grabs. */
    public void sendAxis(int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        focus.axis(timeMs, axis, value, value120, source, direction);
    }

    /**
     * Whether a serial is that of a button that went down on this surface, or on one of the same tree, and is
     * still held there. For move, resize and drag, as {@link Seat#contact}.
     */
    public boolean isHeld(Surface origin, int serial) {
        for (Press press : presses) {
            if (press.serial() == serial && press.surface() != null
                    && press.surface().resource().isAlive()
                    && press.surface().tree().root() == origin.tree().root()) {
                return true;
            }
        }
        return false;
    }

    void introduce(SeatClient client, WlPointerResource resource) {
        focus.introduce(client, resource);
    }

    void setCursor(SeatClient client, WlPointerResource resource, int serial, Surface surface,
            int hotspotX, int hotspotY) {
        cursor.set(resource, surface, hotspotX, hotspotY,
                focus.isEnteredWith(client.client(), serial));
    }

    /** The image while no client has the pointer, for what the compositor does; null: the usual. */
    public void setOwnShape(WpCursorShapeDeviceV1.Shape shape) {
        cursor.setOwn(shape);
    }

    /** An image by its name, asked for with a serial; only that of the last enter counts. */
    public void setCursorShape(Client client, int serial, WpCursorShapeDeviceV1.Shape shape) {
        if (focus.isEnteredWith(client, serial)) {
            cursor.setShape(shape);
        }
    }

    void drained(SeatClient client) {
        focus.drained(client);
    }

    /** The seat lost its pointer. */
    void removed() {
        cancelGrab();
        presses.clear();
        hovered.set(null);
        focus.set(null, 0, 0);
        frame();
    }

    private void hoveredGone() {
        lost.emit(this);
        if (grab != null) {
            grab.focusChanged(this, null, 0, 0);
        }
    }
}
