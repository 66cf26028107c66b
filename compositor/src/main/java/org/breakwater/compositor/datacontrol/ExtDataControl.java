package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.selection.Selection;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.ExtDataControlDeviceV1Resource;
import org.breakwater.wayland.server.ExtDataControlManagerV1Resource;
import org.breakwater.wayland.server.ExtDataControlSourceV1Resource;
import org.breakwater.wayland.server.WlSeatResource;

/** {@code ext_data_control_manager_v1} 1, for one seat. */
public final class ExtDataControl implements ExtDataControlManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final Seat seat;
    private final Selection clipboard;
    private final Selection primary;

    public ExtDataControl(Display display, Seat seat, Selection clipboard, Selection primary) {
        this.seat = seat;
        this.clipboard = clipboard;
        this.primary = primary;
        display.createGlobal(ExtDataControlManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void createDataSource(ExtDataControlManagerV1Resource resource,
            ExtDataControlSourceV1Resource id) {
        new ExtSource(id);
    }

    @Override
    public void getDataDevice(ExtDataControlManagerV1Resource resource,
            ExtDataControlDeviceV1Resource id, WlSeatResource seatResource) {
        if (Seat.of(seatResource) == seat) {
            new ExtDevice(id, clipboard, primary).start();
        } else {
            id.makeInert();
            id.sendFinished();
        }
    }

    @Override
    public void destroy(ExtDataControlManagerV1Resource resource) {
        // The objects stay.
    }
}
