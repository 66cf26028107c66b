package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;

/** A surface and a place on it, in surface coordinates. */
public record Target(Surface surface, double sx, double sy) {
}
