package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;

/**
 * The image that the client under the pointer asks for: {@code wl_pointer.set_cursor}.
 *
 * @param surface null: the client hides the pointer
 * @param hotspotX where the pointer is, in coordinates of the surface
 * @param hotspotY likewise
 */
public record SetCursor(Surface surface, int hotspotX, int hotspotY) {
    public boolean isHidden() {
        return surface == null;
    }
}
