package org.breakwater.compositor.glue;

import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.compositor.xdgdialog.Dialogs;

/** Tells the desktop which windows are modal. */
public final class DialogGlue {
    private final Dialogs dialogs;
    private final XdgGlue windows;
    private final Desktop desktop;

    public DialogGlue(Dialogs dialogs, XdgGlue windows, Desktop desktop) {
        this.dialogs = dialogs;
        this.windows = windows;
        this.desktop = desktop;
        dialogs.modalityChanged().add(this::changed);
        windows.parentChanged().add(desktop::modalityChanged);
    }

    private void changed(XdgToplevel toplevel) {
        XdgWindow window = windows.windowOf(toplevel);
        if (window != null) {
            window.setModal(dialogs.isModal(toplevel));
            desktop.modalityChanged(window);
        }
    }
}
