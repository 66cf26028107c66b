package org.breakwater.compositor;

import org.breakwater.compositor.cursorshape.CursorShapes;
import org.breakwater.compositor.glue.CursorView;
import org.breakwater.compositor.glue.SceneFinder;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.compositor.inputtimestamps.InputTimestamps;
import org.breakwater.compositor.pointerconstraints.PointerConstraints;
import org.breakwater.compositor.pointergestures.PointerGestures;
import org.breakwater.compositor.pointerwarp.PointerWarp;
import org.breakwater.compositor.relativepointer.RelativePointers;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.shortcutsinhibit.ShortcutsInhibitors;
import org.breakwater.compositor.tablet.TabletManager;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WlSeat;

/** The globals that extend the seat. */
final class InputProtocols {
    private final Seat seat;
    private final PointerCursor pointer;
    private final PointerGestures gestures;
    private final ShortcutsInhibitors shortcuts;
    private final TabletManager tablets;

    InputProtocols(Display display, Seat seat, PointerCursor pointer, SceneFinder finder) {
        this.seat = seat;
        this.pointer = pointer;
        this.gestures = new PointerGestures(display, seat);
        this.shortcuts = new ShortcutsInhibitors(display, seat);
        this.tablets = new TabletManager(display, seat);
        new InputTimestamps(display, seat);
        new RelativePointers(display, seat);
        new PointerConstraints(display, seat, pointer);
        new PointerWarp(display, seat, pointer, finder, finder);
        new CursorShapes(display, seat);
    }

    PointerGestures gestures() {
        return gestures;
    }

    ShortcutsInhibitors shortcuts() {
        return shortcuts;
    }

    TabletManager tablets() {
        return tablets;
    }

    /** The pointer's image follows it, and is as its client asks, while there is a pointer. */
    void show(CursorView cursor, SeatInput input) {
        seat.cursorChanged().add(cursor::show);
        pointer.moved().add(moved -> cursor.moveTo(moved.x(), moved.y()));
        input.pointerAppeared().add(appeared -> cursor.setPresent(true));
        input.pointerVanished().add(vanished -> cursor.setPresent(false));
        seat.deviceLost().add(lost -> {
            if (lost == WlSeat.Capability.POINTER) {
                cursor.setPresent(false);
            }
        });
    }
}
