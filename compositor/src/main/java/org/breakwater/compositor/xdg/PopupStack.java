package org.breakwater.compositor.xdg;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.wayland.server.WlSeatResource;

/** The popups that grab, the topmost last. They are dismissed from the top. */
public final class PopupStack {
    private static final PopupGrabs NONE = new PopupGrabs() {
        @Override
        public boolean accept(XdgPopup popup, WlSeatResource seat, int serial) {
            return false;
        }

        @Override
        public void topmostChanged(XdgPopup popup) {
            // Nobody grabs.
        }
    };

    private final List<XdgPopup> popups = new ArrayList<>(4);
    private PopupGrabs grabs = NONE;
    private XdgPopup announced;

    PopupStack() {
    }

    /** Null when nothing grabs. */
    public XdgPopup topmost() {
        return popups.isEmpty() ? null : popups.get(popups.size() - 1);
    }

    /** The user turned elsewhere: every popup goes. */
    public void dismissAll() {
        while (!popups.isEmpty()) {
            topmost().dismiss();
        }
    }

    void setGrabs(PopupGrabs handler) {
        grabs = handler;
    }

    /** False when the seat refuses. */
    boolean push(XdgPopup popup, WlSeatResource seat, int serial) {
        if (!grabs.accept(popup, seat, serial)) {
            return false;
        }
        XdgPopup top = topmost();
        if (top != null && top.xdgSurface() != popup.parent()) {
            dismissAll();
        }
        popups.add(popup);
        return true;
    }

    void remove(XdgPopup popup) {
        if (popups.remove(popup)) {
            announce();
        }
    }

    /** A popup was mapped or is gone: tells the seat when another one is on top. */
    void announce() {
        XdgPopup top = null;
        for (XdgPopup popup : popups) {
            top = popup.xdgSurface().surface().isMapped() ? popup : top;
        }
        if (top != announced) {
            announced = top;
            grabs.topmostChanged(top);
        }
    }
}
