package org.breakwater.compositor.glue;

import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Edge;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.pointergestures.PointerGestures;
import org.breakwater.compositor.seat.Contact;
import org.breakwater.compositor.seat.ContactGrab;
import org.breakwater.compositor.seat.KeyboardDevice;
import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.seat.PointerGrab;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.seat.SurfaceFinder;
import org.breakwater.compositor.seat.Target;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.xdg.Pings;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.scene.TreeNode;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.WpCursorShapeDeviceV1.Shape;
import org.breakwater.wayland.server.WlSeatResource;

/**
 * Where a user's input enters: a backend, or a test, calls this in layout coordinates and milliseconds of the
 * loop's clock. A press on a window focuses it; the keyboard follows the desktop's focus; clients' wishes to be
 * moved or resized become grabs of what holds them. A client that the user turns to is asked whether it is alive.
 *
 * <p>Nothing is thrown to the caller: what fails is logged, a grab that was in force is cancelled, and the next
 * input is served.
 */
public final class SeatInput implements XdgGlue.Interactions, Desktop.Listener {
    private final Seat seat;
    private final PointerCursor cursor;
    private final SurfaceFinder finder;
    private final Desktop desktop;
    private final XdgGlue windows;
    private final EventLoop loop;
    private final Pings pings;
    private final PointerGestures gestures;
    private final Signal<SeatInput> pointerAppeared = new Signal<>();
    private final Signal<SeatInput> pointerVanished = new Signal<>();
    private Interaction interaction;
    private boolean pointerSeen;
    private boolean grouping;
    private double reachedX;
    private double reachedY;

    public SeatInput(EventLoop loop, Seat seat, PointerCursor cursor, SurfaceFinder finder,
            Desktop desktop, XdgGlue windows, Pings pings, PointerGestures gestures) {
        this.loop = loop;
        this.pings = pings;
        this.gestures = gestures;
        this.seat = seat;
        this.cursor = cursor;
        this.finder = finder;
        this.desktop = desktop;
        this.windows = windows;
        desktop.addListener(this);
        windows.setInteractions(this);
        seat.deviceLost().add(lost -> pointerSeen &= lost != WlSeat.Capability.POINTER);
    }

    /** The pointer was moved for the first time since there is one: until then there is none to be seen. */
    public Signal<SeatInput> pointerAppeared() {
        return pointerAppeared;
    }

    /** {@link #pointerLeft}: there is none to be seen until it is moved again. */
    public Signal<SeatInput> pointerVanished() {
        return pointerVanished;
    }

    /**
     * What follows belongs together until {@link #groupEnds}: a client gets it in one frame. Without
     * a group every call is a frame of its own.
     */
    public void groupBegins() {
        grouping = true;
    }

    /** See {@link #groupBegins}. */
    public void groupEnds() {
        grouping = false;
        try {
            cursor.frame();
            seat.touch().frame();
        } catch (Throwable thrown) {
            failed("the end of a frame", thrown);
        }
    }

    /** The pointer's device says where it is: a tablet's mouse, a virtual machine's, a remote one. */
    public void pointerMoved(int timeMs, double lx, double ly) {
        double dx = lx - reachedX;
        double dy = ly - reachedY;
        move(timeMs, timeMs * 1000L, lx, ly, dx, dy, dx, dy);
        reachedX = lx;
        reachedY = ly;
    }

    /** The pointer has left all of our outputs for what else its user has. */
    public void pointerLeft() {
        try {
            pointerSeen = false;
            cursor.leave();
            pointerVanished.emit(this);
        } catch (Throwable thrown) {
            failed("the pointer's leaving", thrown);
        }
    }

    /**
     * The pointer's device says how far it moved, in logical pixels; {@code rawDx} and {@code rawDy}:
     * before acceleration.
     */
    public void pointerMovedBy(long timeMicros, double dx, double dy, double rawDx, double rawDy) {
        move((int) (timeMicros / 1000), timeMicros, cursor.x() + dx, cursor.y() + dy, dx, dy, rawDx,
                rawDy);
        reachedX = cursor.x();
        reachedY = cursor.y();
    }

    private void move(int timeMs, long timeMicros, double lx, double ly, double dx, double dy,
            double rawDx, double rawDy) {
        try {
            if (!pointerSeen) {
                pointerSeen = true;
                pointerAppeared.emit(this);
            }
            Surface before = seat.pointer().focus();
            if (dx != 0 || dy != 0) {
                seat.pointer().relativeMotion(timeMicros, dx, dy, rawDx, rawDy);
            }
            cursor.moveTo(timeMs, lx, ly);
            frame();
            if (seat.pointer().focus() != before) {
                userActedOn(seat.pointer().focus());
            }
        } catch (Throwable thrown) {
            failed("moving the pointer", thrown);
        }
    }

    /** Surfaces came, went or moved: another may be under the pointer, if somebody has ever moved one. */
    public void sceneChanged() {
        try {
            if (pointerSeen) {
                cursor.refocus();
            }
        } catch (Throwable thrown) {
            failed("looking up what is under the pointer", thrown);
        }
    }

    /** {@code button}: a code of linux/input-event-codes.h. */
    public void pointerButton(int timeMs, int button, boolean pressed) {
        if (pressed) {
            focusAt(cursor.x(), cursor.y());
        }
        try {
            cursor.button(timeMs, button, pressed);
            frame();
            if (pressed) {
                userActedOn(seat.pointer().focus());
            }
        } catch (Throwable thrown) {
            failed("a button of the pointer", thrown);
        }
    }

    /** One notch of a wheel is a {@code value120} of 120 and, by custom, 15 units of {@code value}. */
    public void pointerAxis(int timeMs, WlPointer.Axis axis, double value, int value120) {
        pointerAxis(timeMs, axis, value, value120, WlPointer.AxisSource.WHEEL,
                WlPointer.AxisRelativeDirection.IDENTICAL);
    }

    /**
     * Something scrolled. A value and a {@code value120} of 0 say that it has stopped; {@code source}:
     * null where it is not known; {@code INVERTED}: the content moves against the fingers.
     */
    public void pointerAxis(int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        try {
            cursor.axis(timeMs, axis, value, value120, source, direction);
            frame();
        } catch (Throwable thrown) {
            failed("scrolling", thrown);
        }
    }

    /** Fingers begin to move together on a touchpad. */
    public void swipeBegins(int timeMs, int fingers) {
        try {
            gestures.swipeBegins(timeMs, fingers);
        } catch (Throwable thrown) {
            failed("a swipe", thrown);
        }
    }

    /** They moved by so much, in logical pixels. */
    public void swipe(int timeMs, double dx, double dy) {
        try {
            gestures.swipe(timeMs, dx, dy);
        } catch (Throwable thrown) {
            failed("a swipe", thrown);
        }
    }

    public void swipeEnds(int timeMs, boolean cancelled) {
        try {
            gestures.swipeEnds(timeMs, cancelled);
        } catch (Throwable thrown) {
            failed("a swipe", thrown);
        }
    }

    /** Fingers begin to move about a centre. */
    public void pinchBegins(int timeMs, int fingers) {
        try {
            gestures.pinchBegins(timeMs, fingers);
        } catch (Throwable thrown) {
            failed("a pinch", thrown);
        }
    }

    /**
     * The centre moved by so much; {@code scale}: the fingers' distance against that at the beginning;
     * {@code degrees}: clockwise, since the last call.
     */
    public void pinch(int timeMs, double dx, double dy, double scale, double degrees) {
        try {
            gestures.pinch(timeMs, dx, dy, scale, degrees);
        } catch (Throwable thrown) {
            failed("a pinch", thrown);
        }
    }

    public void pinchEnds(int timeMs, boolean cancelled) {
        try {
            gestures.pinchEnds(timeMs, cancelled);
        } catch (Throwable thrown) {
            failed("a pinch", thrown);
        }
    }

    /** Fingers rest on a touchpad. */
    public void holdBegins(int timeMs, int fingers) {
        try {
            gestures.holdBegins(timeMs, fingers);
        } catch (Throwable thrown) {
            failed("resting fingers", thrown);
        }
    }

    /** They were lifted; {@code cancelled}: they moved. */
    public void holdEnds(int timeMs, boolean cancelled) {
        try {
            gestures.holdEnds(timeMs, cancelled);
        } catch (Throwable thrown) {
            failed("resting fingers", thrown);
        }
    }

    /** The exact time of what comes next; see {@code EventTimes}. */
    public void exactTime(long nanos) {
        seat.times().setExact(nanos);
    }

    /** {@code key}: a code of linux/input-event-codes.h. */
    public void key(int timeMs, int key, boolean pressed) {
        try {
            seat.keyboard().key(timeMs, key, pressed);
            if (pressed) {
                userActedOn(seat.keyboard().focus());
            }
        } catch (Throwable thrown) {
            failed("a key", thrown);
        }
    }

    /** The same from a client's keyboard; false, and nothing happens, when it is so already. */
    public boolean key(KeyboardDevice device, int timeMs, int key, boolean pressed) {
        try {
            boolean taken = seat.keyboard().press(device, timeMs, key, pressed);
            if (taken && pressed) {
                userActedOn(seat.keyboard().focus());
            }
            return taken;
        } catch (Throwable thrown) {
            failed("a key of a client's keyboard", thrown);
            return false;
        }
    }

    /** As {@link org.breakwater.compositor.seat.Keyboard#setModifiers}. */
    public void modifiers(KeyboardDevice device, int depressed, int latched, int locked,
            int group) {
        try {
            seat.keyboard().setModifiers(device, depressed, latched, locked, group);
        } catch (Throwable thrown) {
            failed("the modifiers of a client's keyboard", thrown);
        }
    }

    /** A client's keyboard is about to be closed. */
    public void keyboardRemoved(KeyboardDevice device) {
        try {
            seat.keyboard().forget(device);
        } catch (Throwable thrown) {
            failed("the end of a client's keyboard", thrown);
        }
    }

    public void touchDown(int timeMs, int id, double lx, double ly) {
        focusAt(lx, ly);
        try {
            Target target = finder.at(lx, ly);
            if (target != null) {
                Surface surface = target.surface();
                seat.touch().down(timeMs, id, surface, target.sx(), target.sy());
                seat.touch().reached(id, lx, ly);
                frame();
                userActedOn(surface);
            }
        } catch (Throwable thrown) {
            failed("a touch", thrown);
        }
    }

    public void touchMoved(int timeMs, int id, double lx, double ly) {
        try {
            seat.touch().reached(id, lx, ly);
            if (seat.touch().isTaken(id)) {
                Target target = finder.at(lx, ly);
                seat.touch().takenMoved(timeMs, id, target == null ? null : target.surface(),
                        target == null ? 0 : target.sx(), target == null ? 0 : target.sy());
                return;
            }
            Surface surface = seat.touch().surfaceOf(id);
            if (surface != null) {
                TreeNode tree = SurfaceNode.of(surface).tree();
                seat.touch().motion(timeMs, id, lx - tree.layoutX(), ly - tree.layoutY());
                frame();
            }
        } catch (Throwable thrown) {
            failed("the movement of a touch", thrown);
        }
    }

    public void touchUp(int timeMs, int id) {
        try {
            seat.touch().up(timeMs, id);
            frame();
        } catch (Throwable thrown) {
            failed("the end of a touch", thrown);
        }
    }

    /** The ellipse that a finger covers, by its axes in logical pixels. */
    public void touchShape(int id, double major, double minor) {
        try {
            seat.touch().shape(id, major, minor);
            frame();
        } catch (Throwable thrown) {
            failed("the shape of a touch", thrown);
        }
    }

    /** The angle of that ellipse's longer axis, in degrees clockwise from the vertical. */
    public void touchOrientation(int id, double degrees) {
        try {
            seat.touch().orientation(id, degrees);
            frame();
        } catch (Throwable thrown) {
            failed("the orientation of a touch", thrown);
        }
    }

    /** The fingers turned out to be no touches: a palm, or a gesture of the compositor's. */
    public void touchCancelled() {
        try {
            seat.touch().cancel();
        } catch (Throwable thrown) {
            failed("cancelling a touch", thrown);
        }
    }

    private void frame() {
        if (!grouping) {
            cursor.frame();
            seat.touch().frame();
        }
    }

    @Override
    public void focusChanged(Window window) {
        Surface surface = window instanceof XdgWindow xdg ? xdg.surface() : null;
        seat.keyboard().focus(surface);
        userActedOn(surface);
    }

    @Override
    public void move(XdgWindow window, WlSeatResource seatResource, int serial) {
        interact(window, seatResource, serial, Shape.GRABBING,
                (lx, ly) -> desktop.beginMove(window, lx, ly));
    }

    @Override
    public void resize(XdgWindow window, WlSeatResource seatResource, int serial, Edge edge) {
        interact(window, seatResource, serial, shapeOf(edge),
                (lx, ly) -> desktop.beginResize(window, edge, lx, ly));
    }

    /** How an interaction begins, at a place of the layout; false when it may not now. */
    @FunctionalInterface
    private interface Beginning {
        boolean at(double lx, double ly);
    }

    /** With what holds the window: the pointer, a finger, or a tablet's tool. */
    private void interact(XdgWindow window, WlSeatResource seatResource, int serial, Shape shape,
            Beginning beginning) {
        if (Seat.of(seatResource) != seat) {
            return;
        }
        Contact contact = seat.contact(window.surface(), serial);
        if (contact != null) {
            if (beginning.at(contact.layoutX(), contact.layoutY())) {
                interaction = new Interaction();
                contact.startGrab(interaction);
            }
        } else if (seat.pointer().isHeld(window.surface(), serial) && seat.pointer().isAnyPressed()
                && beginning.at(cursor.x(), cursor.y())) {
            interaction = new Interaction();
            seat.pointer().startGrab(interaction);
            seat.pointer().setOwnShape(shape);
        }
    }

    private static Shape shapeOf(Edge edge) {
        return switch (edge) {
            case TOP -> Shape.N_RESIZE;
            case BOTTOM -> Shape.S_RESIZE;
            case LEFT -> Shape.W_RESIZE;
            case RIGHT -> Shape.E_RESIZE;
            case TOP_LEFT -> Shape.NW_RESIZE;
            case TOP_RIGHT -> Shape.NE_RESIZE;
            case BOTTOM_LEFT -> Shape.SW_RESIZE;
            case BOTTOM_RIGHT -> Shape.SE_RESIZE;
        };
    }

    /** The user pressed here with something that is no pointer: its window gets the focus. */
    void turnTo(double lx, double ly) {
        focusAt(lx, ly);
    }

    private void focusAt(double lx, double ly) {
        try {
            Target target = finder.at(lx, ly);
            XdgWindow window = target == null ? null : windows.windowOf(target.surface());
            if (window != null) {
                desktop.focus(window);
            }
        } catch (Throwable thrown) {
            failed("giving the focus to what was pressed", thrown);
        }
    }

    private void userActedOn(Surface surface) {
        if (surface != null) {
            pings.userActed(surface.resource().client());
        }
    }

    /** A grab that fails would take every input after this one too. */
    private void failed(String what, Throwable thrown) {
        loop.failed(what, thrown);
        try {
            seat.pointer().cancelGrab();
        } catch (Throwable again) {
            loop.failed("cancelling the pointer's grab", again);
        }
    }

    /**
     * Moves or resizes a window until what holds it lets go; no client hears of that meanwhile. Another one that
     * begins takes its place.
     */
    private final class Interaction implements PointerGrab, ContactGrab {
        private void follow(double lx, double ly) {
            if (interaction == this) {
                desktop.pointerMoved(lx, ly);
            }
        }

        private void end() {
            if (interaction == this) {
                interaction = null;
                desktop.endInteraction();
            }
        }

        @Override
        public void moved(int timeMs, Surface surface, double sx, double sy, double lx, double ly) {
            follow(lx, ly);
        }

        @Override
        public void lifted(int timeMs) {
            end();
        }

        @Override
        public void contactCancelled() {
            end();
        }

        @Override
        public void focusChanged(Pointer pointer, Surface surface, double sx, double sy) {
            pointer.sendFocus(null, 0, 0);
        }

        @Override
        public void motion(Pointer pointer, int timeMs, double sx, double sy) {
            follow(cursor.x(), cursor.y());
        }

        @Override
        public void button(Pointer pointer, int timeMs, int button, boolean pressed) {
            if (!pointer.isAnyPressed()) {
                end();
                pointer.setOwnShape(null);
                pointer.endGrab(this);
            }
        }

        @Override
        public void axis(Pointer pointer, int timeMs, WlPointer.Axis axis, double value, int value120,
                WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
            // Nobody is scrolled while a window moves.
        }

        @Override
        public void cancelled(Pointer pointer) {
            pointer.setOwnShape(null);
            end();
        }
    }
}
