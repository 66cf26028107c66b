package org.breakwater.compositor.tablet;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.ZwpTabletToolV2Resource;

/** The requests of one client's {@code zwp_tablet_tool_v2}. */
record ToolRequests(TabletTool tool) implements ZwpTabletToolV2Resource.Requests {
    @Override
    public void setCursor(ZwpTabletToolV2Resource resource, int serial,
            WlSurfaceResource surface, int hotspotX, int hotspotY) {
        tool.setCursor(resource, serial, surface == null ? null : Compositor.surfaceOf(surface),
                hotspotX, hotspotY);
    }

    @Override
    public void destroy(ZwpTabletToolV2Resource resource) {
        // The runtime ends the object next, and the seat forgets it.
    }
}
