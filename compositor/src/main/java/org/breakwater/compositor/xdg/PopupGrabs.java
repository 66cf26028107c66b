package org.breakwater.compositor.xdg;

import org.breakwater.wayland.server.WlSeatResource;

/** The seat's side of {@code xdg_popup.grab}. */
public interface PopupGrabs {
    /**
     * Whether the serial is of a user's action, so that the popup may grab; otherwise it is
     * dismissed.
     */
    boolean accept(XdgPopup popup, WlSeatResource seat, int serial);

    /**
     * Another grabbing popup is now the topmost one that is shown, and takes the keyboard; null:
     * the grab ends.
     */
    void topmostChanged(XdgPopup popup);
}
