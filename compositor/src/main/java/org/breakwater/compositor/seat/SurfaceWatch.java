package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;

/** Remembers a surface until it is unmapped or destroyed, and then says so. */
final class SurfaceWatch {
    private final Runnable gone;
    private Surface surface;
    private Signal.Subscription unmapped;
    private Signal.Subscription destroyed;

    /** {@code gone} runs after the surface has been forgotten. */
    SurfaceWatch(Runnable gone) {
        this.gone = gone;
    }

    /** Null when none is watched. */
    Surface surface() {
        return surface;
    }

    /** Watches this surface instead; null: none. */
    void set(Surface next) {
        if (next == surface) {
            return;
        }
        if (surface != null) {
            unmapped.remove();
            destroyed.remove();
        }
        surface = next;
        if (next != null) {
            unmapped = next.unmapped().add(s -> vanished());
            destroyed = next.destroyed().add(s -> vanished());
        }
    }

    private void vanished() {
        set(null);
        gone.run();
    }
}
