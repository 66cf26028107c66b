package org.breakwater.compositor.systembell;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.XdgSystemBellV1Resource;

/** {@code xdg_system_bell_v1} 1. */
public final class SystemBell implements XdgSystemBellV1Resource.Requests {
    private static final int VERSION = 1;

    private final Signal<Surface> rung = new Signal<>();

    public SystemBell(Display display) {
        display.createGlobal(XdgSystemBellV1Resource.TYPE, VERSION, resource -> resource.handle(this));
    }

    /** A client rings on behalf of a surface. Who rings for none is heard by nobody: there is no sound here. */
    public Signal<Surface> rung() {
        return rung;
    }

    @Override
    public void ring(XdgSystemBellV1Resource self, WlSurfaceResource resource) {
        Surface surface = resource == null ? null : Compositor.surfaceOf(resource);
        if (surface != null) {
            rung.emit(surface);
        }
    }

    @Override
    public void destroy(XdgSystemBellV1Resource self) {
        // It leaves nothing behind.
    }
}
