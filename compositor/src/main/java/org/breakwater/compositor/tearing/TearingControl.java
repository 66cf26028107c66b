package org.breakwater.compositor.tearing;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceMap;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WpTearingControlManagerV1.Error;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.WpTearingControlManagerV1Resource;
import org.breakwater.wayland.server.WpTearingControlV1Resource;

/** {@code wp_tearing_control_manager_v1} 1. Whoever shows frames asks {@link #mayTear}. */
public final class TearingControl implements WpTearingControlManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final SurfaceMap<SurfaceTearing> surfaces = new SurfaceMap<>(SurfaceTearing::new);

    public TearingControl(Display display) {
        display.createGlobal(WpTearingControlManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    /** Whether the surface, as it is now, is to be shown at once, even where that tears. */
    public boolean mayTear(Surface surface) {
        SurfaceTearing tearing = surfaces.existing(surface);
        return tearing != null && tearing.isAsync();
    }

    @Override
    public void getTearingControl(WpTearingControlManagerV1Resource resource, WpTearingControlV1Resource id,
            WlSurfaceResource surfaceResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null) {
            id.makeInert();
            return;
        }
        if (!surfaces.of(surface).take(id)) {
            throw resource.error(Error.TEARING_CONTROL_EXISTS, "%s already has a tearing control",
                    surfaceResource);
        }
    }

    @Override
    public void destroy(WpTearingControlManagerV1Resource resource) {
        // Tearing controls live on.
    }
}
