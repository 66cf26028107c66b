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
        shell.toplevelCreated().add(toplevel -> {
            var mapped = toplevel.xdgSurface().mapped().add(x -> windowMapped());
            toplevel.signals().destroyed().add(t -> mapped.remove());
        });
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

    /** A new window takes the keyboard, and is not to lie below menus of others. */
    private void windowMapped() {
        if (grab != null && grab.isActive()) {
            shell.popupStack().dismissAll();
        }
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
