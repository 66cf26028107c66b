package org.breakwater.compositor.datacontrol;

import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.selection.Selection;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.ExtDataControlDeviceV1Resource;
import org.breakwater.wayland.server.ExtDataControlManagerV1Resource;
import org.breakwater.wayland.server.ExtDataControlSourceV1Resource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.ZwlrDataControlDeviceV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlManagerV1Resource;
import org.breakwater.wayland.server.ZwlrDataControlSourceV1Resource;

/** {@code ext_data_control_manager_v1} 1 and {@code zwlr_data_control_manager_v1} 2, for one seat. */
public final class DataControl
        implements ExtDataControlManagerV1Resource.Requests, ZwlrDataControlManagerV1Resource.Requests {
    private static final int EXT_VERSION = 1;
    private static final int WLR_VERSION = 2;

    private final Seat seat;
    private final Selection clipboard;
    private final Selection primary;

    public DataControl(Display display, Seat seat, Selection clipboard, Selection primary) {
        this.seat = seat;
        this.clipboard = clipboard;
        this.primary = primary;
        display.createGlobal(ExtDataControlManagerV1Resource.TYPE, EXT_VERSION,
                resource -> resource.handle(this));
        display.createGlobal(ZwlrDataControlManagerV1Resource.TYPE, WLR_VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void createDataSource(ExtDataControlManagerV1Resource resource,
            ExtDataControlSourceV1Resource id) {
        id.handle(new ControlSource(id));
    }

    @Override
    public void createDataSource(ZwlrDataControlManagerV1Resource resource,
            ZwlrDataControlSourceV1Resource id) {
        id.handle(new ControlSource(id));
    }

    @Override
    public void getDataDevice(ExtDataControlManagerV1Resource resource,
            ExtDataControlDeviceV1Resource id, WlSeatResource seatResource) {
        if (Seat.of(seatResource) == seat) {
            ControlDevice device = new ControlDevice(id, clipboard, primary);
            id.handle(device);
            device.start();
        } else {
            id.makeInert();
            id.sendFinished();
        }
    }

    @Override
    public void getDataDevice(ZwlrDataControlManagerV1Resource resource,
            ZwlrDataControlDeviceV1Resource id, WlSeatResource seatResource) {
        if (Seat.of(seatResource) == seat) {
            ControlDevice device = new ControlDevice(id, clipboard, primary);
            id.handle(device);
            device.start();
        } else {
            id.makeInert();
            id.sendFinished();
        }
    }

    @Override
    public void destroy(ExtDataControlManagerV1Resource resource) {
        // The objects stay.
    }

    @Override
    public void destroy(ZwlrDataControlManagerV1Resource resource) {
        // The objects stay.
    }
}
