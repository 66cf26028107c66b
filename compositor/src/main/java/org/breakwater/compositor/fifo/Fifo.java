package org.breakwater.compositor.fifo;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceMap;
import org.breakwater.compositor.surface.SurfaceTiming;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WpFifoManagerV1.Error;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.WpFifoManagerV1Resource;
import org.breakwater.wayland.server.WpFifoV1Resource;

/** {@code wp_fifo_manager_v1} 1: gives a surface its one {@code wp_fifo_v1}. */
public final class Fifo implements WpFifoManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final SurfaceMap<SurfaceFifo> surfaces;

    public Fifo(Display display, SurfaceTiming timing) {
        surfaces = new SurfaceMap<>(surface -> new SurfaceFifo(display.loop(), timing, surface));
        display.createGlobal(WpFifoManagerV1Resource.TYPE, VERSION, resource -> resource.handle(this));
    }

    @Override
    public void getFifo(WpFifoManagerV1Resource resource, WpFifoV1Resource id,
            WlSurfaceResource surfaceResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null) {
            id.makeInert();
            return;
        }
        if (!surfaces.of(surface).take(id)) {
            throw resource.error(Error.ALREADY_EXISTS, "%s already has a fifo", surfaceResource);
        }
    }

    @Override
    public void destroy(WpFifoManagerV1Resource resource) {
        // Fifos live on.
    }
}
