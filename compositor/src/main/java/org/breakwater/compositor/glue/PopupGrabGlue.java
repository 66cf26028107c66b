package org.breakwater.compositor.glue;

import org.breakwater.compositor.seat.PopupGrab;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.xdg.PopupGrabs;
import org.breakwater.compositor.xdg.XdgPopup;
import org.breakwater.compositor.xdg.XdgShell;
import org.breakwater.protocol.server.Client;
import org.breakwater.wayland.server.WlSeatResource;

/** Gives popups the seat's grab, and dismisses them when the grab is lost. */
public final class PopupGrabGlue implements PopupGrabs {
    private final XdgShell shell;
    private PopupGrab grab;
    private Seat seat;

    public PopupGrabGlue(XdgShell shell) {
        this.shell = shell;
        shell.setPopupGrabs(this);
    }

    @Override
    public boolean accept(XdgPopup popup, WlSeatResource seatResource, int serial) {
        Seat asked = Seat.of(seatResource);
        if (asked == null || !asked.isValidGrabSerial(popup.resource().client(), serial)) {
            return false;
        }
        seat = asked;
        return true;
    }

    @Override
    public void topmostChanged(XdgPopup popup) {
        if (popup == null) {
            if (grab != null) {
                grab.end();
                grab = null;
            }
            return;
        }
        if (grab != null && grab.isActive()) {
            grab.setTopmost(popup.xdgSurface().surface());
            return;
        }
        Client client = popup.resource().client();
        grab = new PopupGrab(seat, client, shell.popupStack()::dismissAll);
        grab.start(popup.xdgSurface().surface());
    }
}
