package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.selection.Selection;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.ZwlrDataControlDeviceV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlManagerV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlSourceV1Resource;
import org.breakwater.wayland.server.WlSeatResource;

/** {@code zwlr_data_control_manager_v1} 2, for one seat. */
public final class WlrDataControl implements ZwlrDataControlManagerV1Resource.Requests {
    private static final int VERSION = 2;

    private final Seat seat;
    private final Selection clipboard;
    private final Selection primary;

    public WlrDataControl(Display display, Seat seat, Selection clipboard, Selection primary) {
        this.seat = seat;
        this.clipboard = clipboard;
        this.primary = primary;
        display.createGlobal(ZwlrDataControlManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void createDataSource(ZwlrDataControlManagerV1Resource resource,
            ZwlrDataControlSourceV1Resource id) {
        new WlrSource(id);
    }

    @Override
    public void getDataDevice(ZwlrDataControlManagerV1Resource resource,
            ZwlrDataControlDeviceV1Resource id, WlSeatResource seatResource) {
        if (Seat.of(seatResource) == seat) {
            new WlrDevice(id, clipboard, primary).start();
        } else {
            id.makeInert();
            id.sendFinished();
        }
    }

    @Override
    public void destroy(ZwlrDataControlManagerV1Resource resource) {
        // The objects stay.
    }
}
