package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.WpCursorShapeDeviceV1;

/** The image that the client under the pointer, or a tablet's tool, asks for. */
public sealed interface SetCursor {
    /** {@code set_cursor}; the hotspot is in coordinates of the surface. */
    record Image(Surface surface, int hotspotX, int hotspotY) implements SetCursor {
    }

    /** {@code wp_cursor_shape_device_v1.set_shape}. */
    record Named(WpCursorShapeDeviceV1.Shape shape) implements SetCursor {
    }

    /** {@code set_cursor} without a surface. */
    record Hidden() implements SetCursor {
    }
}
