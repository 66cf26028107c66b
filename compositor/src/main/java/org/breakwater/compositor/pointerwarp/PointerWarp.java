package org.breakwater.compositor.pointerwarp;

import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.seat.SurfaceFinder;
import org.breakwater.compositor.seat.SurfaceLocator;
import org.breakwater.compositor.seat.Target;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Display;
import org.breakwater.render.geometry.Point;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.WpPointerWarpV1Resource;

/**
 * {@code wp_pointer_warp_v1} 1. A client is heard while it has the pointer, by the serial of the
 * last enter, and for places where its own surfaces are; anything else has no effect.
 */
public final class PointerWarp implements WpPointerWarpV1Resource.Requests {
    private static final int VERSION = 1;

    private final Seat seat;
    private final PointerCursor cursor;
    private final SurfaceFinder finder;
    private final SurfaceLocator locator;

    public PointerWarp(Display display, Seat seat, PointerCursor cursor, SurfaceFinder finder,
            SurfaceLocator locator) {
        this.seat = seat;
        this.cursor = cursor;
        this.finder = finder;
        this.locator = locator;
        display.createGlobal(WpPointerWarpV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void warpPointer(WpPointerWarpV1Resource resource, WlSurfaceResource surfaceResource,
            WlPointerResource pointer, double x, double y, int serial) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        Point origin = surface == null ? null : locator.originOf(surface);
        if (origin == null || Pointer.of(pointer) != seat.pointer()
                || !seat.pointer().isEnteredWith(resource.client(), serial)
                || x < 0 || y < 0 || x >= surface.width() || y >= surface.height()) {
            return;
        }
        double lx = origin.x() + x;
        double ly = origin.y() + y;
        Target there = finder.at(lx, ly);
        boolean held = seat.pointer().isImplicitGrab() && seat.pointer().focus() == surface;
        if (held || there != null
                && there.surface().resource().client() == resource.client()) {
            cursor.warp(lx, ly);
        }
    }

    @Override
    public void destroy(WpPointerWarpV1Resource resource) {
        // Nothing else belongs to it.
    }
}
