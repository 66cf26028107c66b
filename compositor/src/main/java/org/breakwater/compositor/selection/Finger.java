package org.breakwater.compositor.selection;

/** Where a finger is that drags, in layout coordinates. */
public record Finger(double lx, double ly) {
}
