package org.breakwater.compositor.tearing;

import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WpTearingControlV1.PresentationHint;
import org.breakwater.wayland.server.WpTearingControlV1Resource;

/** One surface's {@code wp_tearing_control_v1}. An unknown hint is the one that cannot do harm. */
final class SurfaceTearing implements WpTearingControlV1Resource.Requests {
    private final StateSlot<PresentationHint> hint;
    private WpTearingControlV1Resource resource;    // null: the surface has none now

    SurfaceTearing(Surface surface) {
        hint = surface.addState(PresentationHint.VSYNC);
        surface.destroyed().add(s -> surfaceDestroyed());
    }

    /** False when the surface has a control. */
    boolean take(WpTearingControlV1Resource id) {
        if (resource != null) {
            return false;
        }
        resource = id;
        id.handle(this);
        return true;
    }

    boolean isAsync() {
        return hint.current() == PresentationHint.ASYNC;
    }

    @Override
    public void setPresentationHint(WpTearingControlV1Resource self, int value) {
        hint.setPending(value == PresentationHint.ASYNC.value()
                ? PresentationHint.ASYNC
                : PresentationHint.VSYNC);
    }

    @Override
    public void destroy(WpTearingControlV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        resource = null;
        hint.setPending(PresentationHint.VSYNC);
    }

    private void surfaceDestroyed() {
        if (resource != null) {
            resource.makeInert();
            resource = null;
        }
    }
}
