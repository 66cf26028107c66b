package org.breakwater.compositor;

import org.breakwater.compositor.glue.VirtualInput;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.virtualkeyboard.VirtualKeyboards;
import org.breakwater.compositor.virtualpointer.VirtualPointers;
import org.breakwater.protocol.server.Display;

/** Virtual input, selections, drags and text input. */
final class DataProtocols {
    DataProtocols(Display display, Seat seat, VirtualInput input) {
        new VirtualKeyboards(display, seat, input, client -> true);
        new VirtualPointers(display, seat, input);
    }
}
