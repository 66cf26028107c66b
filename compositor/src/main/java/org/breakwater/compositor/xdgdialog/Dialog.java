package org.breakwater.compositor.xdgdialog;

import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.server.XdgDialogV1Resource;

/** One toplevel's {@code xdg_dialog_v1}. */
final class Dialog implements XdgDialogV1Resource.Requests {
    private final XdgToplevel toplevel;
    private final Signal<XdgToplevel> modalityChanged;
    private XdgDialogV1Resource resource;       // null: the toplevel is no dialog now
    private boolean modal;

    Dialog(XdgToplevel toplevel, Signal<XdgToplevel> modalityChanged) {
        this.toplevel = toplevel;
        this.modalityChanged = modalityChanged;
        toplevel.signals().destroyed().add(t -> toplevelDestroyed());
    }

    /** False when the toplevel is a dialog. */
    boolean take(XdgDialogV1Resource id) {
        if (resource != null) {
            return false;
        }
        resource = id;
        id.handle(this);
        return true;
    }

    boolean isTaken() {
        return resource != null;
    }

    boolean isModal() {
        return modal;
    }

    @Override
    public void setModal(XdgDialogV1Resource self) {
        setModal(true);
    }

    @Override
    public void unsetModal(XdgDialogV1Resource self) {
        setModal(false);
    }

    @Override
    public void destroy(XdgDialogV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        resource = null;
        setModal(false);
    }

    private void setModal(boolean value) {
        if (modal != value) {
            modal = value;
            modalityChanged.emit(toplevel);
        }
    }

    private void toplevelDestroyed() {
        if (resource != null) {
            resource.makeInert();
            resource = null;
        }
    }
}
