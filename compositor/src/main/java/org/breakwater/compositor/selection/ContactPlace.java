package org.breakwater.compositor.selection;

/** Where the finger, or the tablet's tool, is that drags, in layout coordinates. */
public record ContactPlace(double lx, double ly) {
}
