package org.breakwater.compositor;

import org.breakwater.compositor.activation.Activation;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.glue.AttentionGlue;
import org.breakwater.compositor.glue.DialogGlue;
import org.breakwater.compositor.glue.XdgGlue;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.serverdecoration.ServerDecorations;
import org.breakwater.compositor.systembell.SystemBell;
import org.breakwater.compositor.toplevelicon.ToplevelIcons;
import org.breakwater.compositor.topleveltag.ToplevelTags;
import org.breakwater.compositor.xdgdialog.Dialogs;
import org.breakwater.compositor.xdgforeign.XdgForeign;
import org.breakwater.protocol.server.Display;

/** The globals that say what windows are, whom they belong to, and which of them wants attention. */
final class ShellProtocols {
    private final Activation activation;
    private final Dialogs dialogs;
    private final ToplevelIcons icons;
    private final ToplevelTags tags;

    ShellProtocols(Display display, Seat seat, XdgGlue windows, Desktop desktop) {
        activation = new Activation(display, seat);
        new AttentionGlue(activation, new SystemBell(display), windows, desktop);
        dialogs = new Dialogs(display);
        new DialogGlue(dialogs, windows, desktop);
        icons = new ToplevelIcons(display);
        tags = new ToplevelTags(display);
        XdgForeign.announce(display);
        new ServerDecorations(display);
    }

    Activation activation() {
        return activation;
    }

    Dialogs dialogs() {
        return dialogs;
    }

    ToplevelIcons icons() {
        return icons;
    }

    ToplevelTags tags() {
        return tags;
    }
}
