package org.breakwater.compositor.desktop;

import org.breakwater.render.geometry.Rect;

/** An output: all of it, and the part that panels leave to windows. */
public record Screen(String name, Rect geometry, Rect usable) {
    static final Screen NONE = new Screen("", Rect.EMPTY, Rect.EMPTY);
}
