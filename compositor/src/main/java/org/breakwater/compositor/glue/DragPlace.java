package org.breakwater.compositor.glue;

import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.selection.DataDevices;
import org.breakwater.protocol.loop.Signal;

/** Where what is dragged is, in the layout: at the pointer, or at the finger that drags. */
public final class DragPlace {
    private final PointerCursor cursor;
    private final DataDevices devices;
    private final Signal<DragPlace> moved = new Signal<>();

    public DragPlace(PointerCursor cursor, DataDevices devices) {
        this.cursor = cursor;
        this.devices = devices;
        cursor.moved().add(c -> moved.emit(this));
        devices.fingerMoved().add(f -> moved.emit(this));
    }

    public double x() {
        return devices.finger() == null ? cursor.x() : devices.finger().lx();
    }

    public double y() {
        return devices.finger() == null ? cursor.y() : devices.finger().ly();
    }

    public Signal<DragPlace> moved() {
        return moved;
    }
}
