package org.breakwater.compositor.xdg;

import org.breakwater.render.geometry.Rect;

/** Where a popup was put: relative to its parent's window geometry. */
record PopupPlacement(Rect geometry) implements Configuration {
}
