package org.breakwater.compositor.alphamodifier;

import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WpAlphaModifierSurfaceV1.Error;
import org.breakwater.wayland.server.WpAlphaModifierSurfaceV1Resource;

/** One surface's {@code wp_alpha_modifier_surface_v1}. */
final class SurfaceAlpha implements WpAlphaModifierSurfaceV1Resource.Requests {
    private static final int ONE = 0xffff_ffff;

    private final Surface surface;
    private final Signal<Surface> changed;
    private final StateSlot<Integer> factor;
    private Integer told = ONE;
    private WpAlphaModifierSurfaceV1Resource resource;      // null: the surface has none now
    private boolean gone;

    SurfaceAlpha(Surface surface, Signal<Surface> changed) {
        this.surface = surface;
        this.changed = changed;
        this.factor = surface.addState(ONE);
        surface.committed().add(s -> applied());
        surface.destroyed().add(s -> gone = true);
    }

    /** False when the surface has one. */
    boolean take(WpAlphaModifierSurfaceV1Resource id) {
        if (resource != null) {
            return false;
        }
        resource = id;
        id.handle(this);
        return true;
    }

    float multiplier() {
        return (float) (Integer.toUnsignedLong(factor.current()) / (double) Integer.toUnsignedLong(ONE));
    }

    @Override
    public void setMultiplier(WpAlphaModifierSurfaceV1Resource self, int value) {
        if (gone) {
            throw self.error(Error.NO_SURFACE, "the surface was destroyed");
        }
        factor.setPending(value);
    }

    @Override
    public void destroy(WpAlphaModifierSurfaceV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        resource = null;
        factor.setPending(ONE);
    }

    private void applied() {
        if (!factor.current().equals(told)) {
            told = factor.current();
            changed.emit(surface);
        }
    }
}
