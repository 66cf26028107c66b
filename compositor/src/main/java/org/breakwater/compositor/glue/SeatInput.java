package org.breakwater.compositor.glue;

import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Edge;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.seat.PointerGrab;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.seat.SurfaceFinder;
import org.breakwater.compositor.seat.Target;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.server.WlSeatResource;

/**
 * Where a user's input enters: a backend, or a test, calls this in layout coordinates and milliseconds of the
 * loop's clock. A press on a window focuses it; the keyboard follows the desktop's focus; clients' wishes to be
 * moved or resized become grabs of the pointer.
 */
public final class SeatInput implements XdgGlue.Interactions, Desktop.Listener {
    private final Seat seat;
    private final PointerCursor cursor;
    private final SurfaceFinder finder;
    private final Desktop desktop;
    private final XdgGlue windows;
    private boolean pointerSeen;

    public SeatInput(Seat seat, PointerCursor cursor, SurfaceFinder finder, Desktop desktop,
            XdgGlue windows) {
        this.seat = seat;
        this.cursor = cursor;
        this.finder = finder;
        this.desktop = desktop;
        this.windows = windows;
        desktop.addListener(this);
        windows.setInteractions(this);
    }

    public void pointerMoved(int timeMs, double lx, double ly) {
        pointerSeen = true;
        cursor.moveTo(timeMs, lx, ly);
        cursor.frame();
    }

    /** What is shown has changed: another surface may be under the pointer, if somebody has ever moved one. */
    public void sceneDrawn() {
        if (pointerSeen) {
            cursor.refocus();
        }
    }

    /** {@code button}: a code of linux/input-event-codes.h. */
    public void pointerButton(int timeMs, int button, boolean pressed) {
        if (pressed) {
            focusAt(cursor.x(), cursor.y());
        }
        cursor.button(timeMs, button, pressed);
        cursor.frame();
    }

    /** One notch of a wheel is a {@code value120} of 120 and, by custom, 15 units of {@code value}. */
    public void pointerAxis(int timeMs, WlPointer.Axis axis, double value, int value120) {
        cursor.axis(timeMs, axis, value, value120, WlPointer.AxisSource.WHEEL,
                WlPointer.AxisRelativeDirection.IDENTICAL);
        cursor.frame();
    }

    /** {@code key}: a code of linux/input-event-codes.h. */
    public void key(int timeMs, int key, boolean pressed) {
        seat.keyboard().key(timeMs, key, pressed);
    }

    public void touchDown(int timeMs, int id, double lx, double ly) {
        focusAt(lx, ly);
        Target target = finder.at(lx, ly);
        if (target != null) {
            seat.touch().down(timeMs, id, target.surface(), target.sx(), target.sy());
            seat.touch().frame();
        }
    }

    public void touchMoved(int timeMs, int id, double lx, double ly) {
        Surface surface = seat.touch().surfaceOf(id);
        if (surface != null) {
            var origin = SurfaceNode.of(surface).tree().layoutPosition();
            seat.touch().motion(timeMs, id, lx - origin.x(), ly - origin.y());
            seat.touch().frame();
        }
    }

    public void touchUp(int timeMs, int id) {
        seat.touch().up(timeMs, id);
        seat.touch().frame();
    }

    @Override
    public void focusChanged(Window window) {
        seat.keyboard().focus(window instanceof XdgWindow xdg ? xdg.surface() : null);
    }

    @Override
    public void move(XdgWindow window, WlSeatResource seatResource, int serial) {
        if (mayInteract(window, seatResource, serial) && desktop.beginMove(window, cursor.x(), cursor.y())) {
            seat.pointer().startGrab(new Interaction());
        }
    }

    @Override
    public void resize(XdgWindow window, WlSeatResource seatResource, int serial, Edge edge) {
        if (mayInteract(window, seatResource, serial)
                && desktop.beginResize(window, edge, cursor.x(), cursor.y())) {
            seat.pointer().startGrab(new Interaction());
        }
    }

    private boolean mayInteract(XdgWindow window, WlSeatResource seatResource, int serial) {
        return Seat.of(seatResource) == seat && seat.isHeld(window.surface(), serial)
                && seat.pointer().isAnyPressed();
    }

    private void focusAt(double lx, double ly) {
        Target target = finder.at(lx, ly);
        XdgWindow window = target == null ? null : windows.windowOf(target.surface());
        if (window != null) {
            desktop.focus(window);
        }
    }

    /** Moves or resizes a window until the buttons are released; no client sees the pointer meanwhile. */
    private final class Interaction implements PointerGrab {
        @Override
        public void focusChanged(Pointer pointer, Surface surface, double sx, double sy) {
            pointer.sendFocus(null, 0, 0);
        }

        @Override
        public void motion(Pointer pointer, int timeMs, double sx, double sy) {
            desktop.pointerMoved(cursor.x(), cursor.y());
        }

        @Override
        public void button(Pointer pointer, int timeMs, int button, boolean pressed) {
            if (!pointer.isAnyPressed()) {
                desktop.endInteraction();
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
            desktop.endInteraction();
        }
    }
}
