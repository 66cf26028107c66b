package org.breakwater.compositor.viewporter;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WpViewporter;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.WpViewportResource;
import org.breakwater.wayland.server.WpViewporterResource;

/** {@code wp_viewporter} 1: gives a surface its one {@code wp_viewport}. */
public final class Viewporter implements WpViewporterResource.Requests {
    private static final int VERSION = 1;

    public Viewporter(Display display) {
        display.createGlobal(WpViewporterResource.TYPE, VERSION, resource -> resource.handle(this));
    }

    @Override
    public void getViewport(WpViewporterResource resource, WpViewportResource id,
            WlSurfaceResource surfaceResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null) {
            id.makeInert();
            return;
        }
        if (surface.hasViewport()) {
            throw resource.error(WpViewporter.Error.VIEWPORT_EXISTS, "%s already has a viewport",
                    surfaceResource);
        }
        new SurfaceViewport(id, surface);
    }

    @Override
    public void destroy(WpViewporterResource resource) {
        // Viewports live on.
    }
}
