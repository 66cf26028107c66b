package org.breakwater.compositor.glue;

import org.breakwater.compositor.activation.Activation;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.systembell.SystemBell;

/**
 * Who asks for the user's attention: with a token that the user had a hand in, a window gets the focus; without,
 * or by ringing, it is marked as urgent.
 */
public final class AttentionGlue {
    private final XdgGlue windows;
    private final Desktop desktop;

    public AttentionGlue(Activation activation, SystemBell bell, XdgGlue windows, Desktop desktop) {
        this.windows = windows;
        this.desktop = desktop;
        activation.requested().add(this::activate);
        bell.rung().add(this::ring);
    }

    private void activate(Activation.Request request) {
        XdgWindow window = windows.windowOf(request.surface());
        if (window == null) {
            return;
        }
        if (request.byUser()) {
            desktop.focus(window);
        } else {
            desktop.setUrgent(window);
        }
    }

    private void ring(Surface surface) {
        XdgWindow window = windows.windowOf(surface);
        if (window != null) {
            desktop.setUrgent(window);
        }
    }
}
