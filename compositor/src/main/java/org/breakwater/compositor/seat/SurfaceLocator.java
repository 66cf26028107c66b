package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.geometry.Point;

/** Knows where surfaces are. */
@FunctionalInterface
public interface SurfaceLocator {
    /** Where the surface's origin is in the layout; null when it is not shown. */
    Point originOf(Surface surface);
}
