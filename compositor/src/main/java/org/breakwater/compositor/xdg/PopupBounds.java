package org.breakwater.compositor.xdg;

import org.breakwater.render.geometry.Rect;

/** Says where popups may be. */
@FunctionalInterface
public interface PopupBounds {
    /**
     * The area in which a popup must stay, relative to its parent's window geometry; null is
     * anywhere.
     */
    Rect boundsFor(XdgPopup popup);
}
