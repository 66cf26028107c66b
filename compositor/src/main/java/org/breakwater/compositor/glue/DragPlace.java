package org.breakwater.compositor.glue;

import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.selection.DataDevices;
import org.breakwater.protocol.loop.Signal;

/** Where what is dragged is, in the layout: at the pointer, or at the finger or the tool that drags. */
public final class DragPlace {
    private final PointerCursor cursor;
    private final DataDevices devices;
    private final Signal<DragPlace> moved = new Signal<>();

    public DragPlace(PointerCursor cursor, DataDevices devices) {
        this.cursor = cursor;
        this.devices = devices;
        cursor.moved().add(c -> moved.emit(this));
        devices.contactMoved().add(f -> moved.emit(this));
    }

    public double x() {
        return devices.contactPlace() == null ? cursor.x() : devices.contactPlace().lx();
    }

    public double y() {
        return devices.contactPlace() == null ? cursor.y() : devices.contactPlace().ly();
    }

    public Signal<DragPlace> moved() {
        return moved;
    }
}
