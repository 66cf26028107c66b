package org.breakwater.compositor.toplevelicon;

import java.util.List;

/** A window's icon: its name in an icon theme, or empty; and the pictures of it, if any. */
public record Icon(String name, List<Picture> pictures) {
    static final Icon NONE = new Icon("", List.of());

    /** {@code size}: its edge in pixels; {@code scale}: how many of these make a logical pixel. */
    public record Picture(int size, int scale) {
    }

    /** The window has none of its own, and is shown with its application's. */
    public boolean isNone() {
        return name.isEmpty() && pictures.isEmpty();
    }
}
