package org.breakwater.compositor.committiming;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceMap;
import org.breakwater.compositor.surface.SurfaceTiming;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WpCommitTimingManagerV1.Error;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.WpCommitTimerV1Resource;
import org.breakwater.wayland.server.WpCommitTimingManagerV1Resource;

/** {@code wp_commit_timing_manager_v1} 1: gives a surface its one {@code wp_commit_timer_v1}. */
public final class CommitTiming implements WpCommitTimingManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final SurfaceMap<SurfaceTimer> surfaces;

    public CommitTiming(Display display, SurfaceTiming timing) {
        surfaces = new SurfaceMap<>(surface -> new SurfaceTimer(display.loop(), timing, surface));
        display.createGlobal(WpCommitTimingManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void getTimer(WpCommitTimingManagerV1Resource resource, WpCommitTimerV1Resource id,
            WlSurfaceResource surfaceResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null) {
            id.makeInert();
            return;
        }
        if (!surfaces.of(surface).take(id)) {
            throw resource.error(Error.COMMIT_TIMER_EXISTS, "%s already has a commit timer",
                    surfaceResource);
        }
    }

    @Override
    public void destroy(WpCommitTimingManagerV1Resource resource) {
        // Timers live on.
    }
}
