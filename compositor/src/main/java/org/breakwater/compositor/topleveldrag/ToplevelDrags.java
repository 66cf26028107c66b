package org.breakwater.compositor.topleveldrag;

import java.util.HashMap;
import java.util.Map;
import org.breakwater.compositor.selection.DataDevices;
import org.breakwater.compositor.selection.Source;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.XdgToplevelDragManagerV1.Error;
import org.breakwater.wayland.server.WlDataSourceResource;
import org.breakwater.wayland.server.XdgToplevelDragManagerV1Resource;
import org.breakwater.wayland.server.XdgToplevelDragV1Resource;

/** {@code xdg_toplevel_drag_manager_v1} 1. */
public final class ToplevelDrags implements XdgToplevelDragManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final DataDevices devices;
    private final Carrier carrier;
    private final Map<Source, ToplevelDrag> bySource = new HashMap<>();

    public ToplevelDrags(Display display, DataDevices devices, Carrier carrier) {
        this.devices = devices;
        this.carrier = carrier;
        devices.dragChanged().add(this::dragChanged);
        display.createGlobal(XdgToplevelDragManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void getXdgToplevelDrag(XdgToplevelDragManagerV1Resource resource,
            XdgToplevelDragV1Resource id, WlDataSourceResource sourceResource) {
        Source source = DataDevices.sourceOf(sourceResource);
        if (source.isUsed() || bySource.containsKey(source)) {
            throw resource.error(Error.INVALID_SOURCE, "%s is in use, or carries a window already",
                    sourceResource);
        }
        bySource.put(source, new ToplevelDrag(id, this, source));
        source.gone().add(bySource::remove);
    }

    @Override
    public void destroy(XdgToplevelDragManagerV1Resource resource) {
        // The objects stay.
    }

    Carrier carrier() {
        return carrier;
    }

    boolean isDragged(Source source) {
        return devices.dragged() == source;
    }

    void remove(Source source, ToplevelDrag drag) {
        bySource.remove(source, drag);
    }

    private void dragChanged(Source source) {
        ToplevelDrag drag = source == null ? null : bySource.get(source);
        if (drag != null) {
            drag.begin();
        } else {
            carrier.release();
        }
    }
}
