package org.breakwater.compositor.alphamodifier;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceMap;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WpAlphaModifierV1.Error;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.WpAlphaModifierSurfaceV1Resource;
import org.breakwater.wayland.server.WpAlphaModifierV1Resource;

/** {@code wp_alpha_modifier_v1} 1. */
public final class AlphaModifier implements WpAlphaModifierV1Resource.Requests {
    private static final int VERSION = 1;

    private final Signal<Surface> changed = new Signal<>();
    private final SurfaceMap<SurfaceAlpha> surfaces =
            new SurfaceMap<>(surface -> new SurfaceAlpha(surface, changed));

    public AlphaModifier(Display display) {
        display.createGlobal(WpAlphaModifierV1Resource.TYPE, VERSION, resource -> resource.handle(this));
    }

    /** A commit was applied that changes {@link #multiplierOf} the surface. */
    public Signal<Surface> changed() {
        return changed;
    }

    /** What the surface's colour and alpha are multiplied with, between 0 and 1. */
    public float multiplierOf(Surface surface) {
        SurfaceAlpha alpha = surfaces.existing(surface);
        return alpha == null ? 1 : alpha.multiplier();
    }

    @Override
    public void getSurface(WpAlphaModifierV1Resource resource, WpAlphaModifierSurfaceV1Resource id,
            WlSurfaceResource surfaceResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null) {
            id.makeInert();
            return;
        }
        if (!surfaces.of(surface).take(id)) {
            throw resource.error(Error.ALREADY_CONSTRUCTED, "%s already has an alpha modifier",
                    surfaceResource);
        }
    }

    @Override
    public void destroy(WpAlphaModifierV1Resource resource) {
        // Alpha modifiers live on.
    }
}
