package org.breakwater.compositor.seat;

/** Finds what takes input at a place of the layout. */
@FunctionalInterface
public interface SurfaceFinder {
    /** The topmost surface that accepts input there (layout coordinates), or null; until it is asked again. */
    Target at(double lx, double ly);
}
