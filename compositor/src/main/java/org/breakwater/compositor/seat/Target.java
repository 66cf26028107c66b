package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;

/**
 * A surface and a place on it, in surface coordinates. A finder that is asked for every motion gives the same
 * object each time: it is good until that finder is asked again.
 */
public final class Target {
    private Surface surface;
    private double sx;
    private double sy;

    public Target(Surface surface, double sx, double sy) {
        set(surface, sx, sy);
    }

    /** For the finder that made it. */
    public Target set(Surface nextSurface, double nextX, double nextY) {
        surface = nextSurface;
        sx = nextX;
        sy = nextY;
        return this;
    }

    public Surface surface() {
        return surface;
    }

    public double sx() {
        return sx;
    }

    public double sy() {
        return sy;
    }
}
