package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WlSurfaceResource;

/** The requests of one client's {@code wl_pointer}. */
record PointerRequests(Pointer pointer, SeatClient client) implements WlPointerResource.Requests {
    @Override
    public void setCursor(WlPointerResource resource, int serial, WlSurfaceResource surfaceResource,
            int hotspotX, int hotspotY) {
        Surface surface = surfaceResource == null ? null : Compositor.surfaceOf(surfaceResource);
        pointer.setCursor(client, resource, serial, surface, hotspotX, hotspotY);
    }

    @Override
    public void release(WlPointerResource resource) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        client.pointers.remove(gone);
    }
}
