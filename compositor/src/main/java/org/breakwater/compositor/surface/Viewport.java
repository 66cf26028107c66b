package org.breakwater.compositor.surface;

import org.breakwater.render.geometry.FRect;

/**
 * {@code wp_viewport}'s part of the surface state. {@code source}: the part of the content shown, in
 * surface coordinates before cropping; null is all of it. {@code width}, {@code height}: the size it is
 * stretched to, in surface coordinates; -1 is its own.
 */
public record Viewport(FRect source, int width, int height) {
    public static final Viewport NONE = new Viewport(null, -1, -1);

    public boolean hasDestination() {
        return width > 0;
    }
}
