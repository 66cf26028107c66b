package org.breakwater.compositor.fractionalscale;

import java.util.IdentityHashMap;
import java.util.Map;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WpFractionalScaleManagerV1;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.WpFractionalScaleManagerV1Resource;
import org.breakwater.wayland.server.WpFractionalScaleV1Resource;

/**
 * {@code wp_fractional_scale_manager_v1} 1, and the preferred scale of each surface. Loop thread.
 */
public final class FractionalScale implements WpFractionalScaleManagerV1Resource.Requests {
    private static final int VERSION = 1;
    private static final int DENOMINATOR = 120;

    private final Map<Surface, SurfaceScale> scales = new IdentityHashMap<>();

    public FractionalScale(Display display) {
        display.createGlobal(WpFractionalScaleManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    /**
     * Tells the client how many pixels for each unit suit the surface where it is now, when that is
     * news to it; remembered for the {@code wp_fractional_scale_v1} that it may still ask for.
     *
     * @param scale positive; rounded to a multiple of 1/120
     */
    public void setPreferredScale(Surface surface, double scale) {
        if (!surface.resource().isAlive()) {
            return;
        }
        if (!(scale > 0) || scale * DENOMINATOR > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no surface has the scale " + scale);
        }
        scaleOf(surface).prefer((int) Math.max(1, Math.round(scale * DENOMINATOR)));
    }

    @Override
    public void getFractionalScale(WpFractionalScaleManagerV1Resource resource,
            WpFractionalScaleV1Resource id, WlSurfaceResource surfaceResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null) {
            id.makeInert();
            return;
        }
        SurfaceScale scale = scaleOf(surface);
        if (scale.isAttached()) {
            throw resource.error(WpFractionalScaleManagerV1.Error.FRACTIONAL_SCALE_EXISTS,
                    "%s already has a wp_fractional_scale_v1", surfaceResource);
        }
        scale.attach(id);
    }

    @Override
    public void destroy(WpFractionalScaleManagerV1Resource resource) {
        // What it has made lives on.
    }

    private SurfaceScale scaleOf(Surface surface) {
        SurfaceScale known = scales.get(surface);
        if (known != null) {
            return known;
        }
        SurfaceScale created = new SurfaceScale();
        scales.put(surface, created);
        surface.destroyed().add(gone -> {
            scales.remove(gone);
            created.surfaceDestroyed();
        });
        return created;
    }
}
