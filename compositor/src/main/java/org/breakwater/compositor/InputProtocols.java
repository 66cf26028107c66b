package org.breakwater.compositor;

import org.breakwater.compositor.glue.SceneFinder;
import org.breakwater.compositor.pointerconstraints.PointerConstraints;
import org.breakwater.compositor.pointerwarp.PointerWarp;
import org.breakwater.compositor.relativepointer.RelativePointers;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.protocol.server.Display;

/** The globals that extend the seat. */
final class InputProtocols {
    InputProtocols(Display display, Seat seat, PointerCursor cursor, SceneFinder finder) {
        new RelativePointers(display, seat);
        new PointerConstraints(display, seat, cursor);
        new PointerWarp(display, seat, cursor, finder, finder);
    }
}
