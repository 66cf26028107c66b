package org.breakwater.compositor.xdgdialog;

import org.breakwater.compositor.xdg.ToplevelMap;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.XdgWmDialogV1.Error;
import org.breakwater.wayland.server.XdgDialogV1Resource;
import org.breakwater.wayland.server.XdgToplevelResource;
import org.breakwater.wayland.server.XdgWmDialogV1Resource;

/** {@code xdg_wm_dialog_v1} 1. */
public final class Dialogs implements XdgWmDialogV1Resource.Requests {
    private static final int VERSION = 1;

    private final Signal<XdgToplevel> modalityChanged = new Signal<>();
    private final ToplevelMap<Dialog> toplevels =
            new ToplevelMap<>(toplevel -> new Dialog(toplevel, modalityChanged));

    public Dialogs(Display display) {
        display.createGlobal(XdgWmDialogV1Resource.TYPE, VERSION, resource -> resource.handle(this));
    }

    /** {@link #isModal} says something else now. */
    public Signal<XdgToplevel> modalityChanged() {
        return modalityChanged;
    }

    public boolean isDialog(XdgToplevel toplevel) {
        Dialog dialog = toplevels.existing(toplevel);
        return dialog != null && dialog.isTaken();
    }

    /** It keeps the user from its parent until it is closed. */
    public boolean isModal(XdgToplevel toplevel) {
        Dialog dialog = toplevels.existing(toplevel);
        return dialog != null && dialog.isModal();
    }

    @Override
    public void getXdgDialog(XdgWmDialogV1Resource self, XdgDialogV1Resource id,
            XdgToplevelResource resource) {
        XdgToplevel toplevel = XdgToplevel.of(resource);
        if (toplevel == null) {
            id.makeInert();
            return;
        }
        if (!toplevels.of(toplevel).take(id)) {
            throw self.error(Error.ALREADY_USED, "%s is a dialog already", resource);
        }
    }

    @Override
    public void destroy(XdgWmDialogV1Resource self) {
        // Dialogs live on.
    }
}
