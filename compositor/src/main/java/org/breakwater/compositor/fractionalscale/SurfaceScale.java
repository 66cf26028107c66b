package org.breakwater.compositor.fractionalscale;

import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.server.WpFractionalScaleV1Resource;

/**
 * The preferred scale of one surface, and the {@code wp_fractional_scale_v1} that tells it, if
 * there is one.
 */
final class SurfaceScale implements WpFractionalScaleV1Resource.Requests {
    private static final int UNKNOWN = 0;

    private WpFractionalScaleV1Resource resource;
    private int preferred = UNKNOWN;

    boolean isAttached() {
        return resource != null;
    }

    void attach(WpFractionalScaleV1Resource newResource) {
        resource = newResource;
        resource.handle(this);
        if (preferred != UNKNOWN) {
            resource.sendPreferredScale(preferred);
        }
    }

    void prefer(int scale) {
        if (scale == preferred) {
            return;
        }
        preferred = scale;
        if (resource != null) {
            resource.sendPreferredScale(scale);
        }
    }

    void surfaceDestroyed() {
        if (resource != null) {
            resource.makeInert();
            resource = null;
        }
    }

    @Override
    public void destroy(WpFractionalScaleV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        resource = null;
    }
}
