package org.breakwater.compositor.shortcutsinhibit;

import java.util.HashMap;
import java.util.Map;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.ZwpKeyboardShortcutsInhibitManagerV1;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.ZwpKeyboardShortcutsInhibitManagerV1Resource;
import org.breakwater.wayland.server.ZwpKeyboardShortcutsInhibitorV1Resource;

/**
 * {@code zwp_keyboard_shortcuts_inhibit_manager_v1} 1, for one seat. The user can take a surface's
 * wish away, and grant it again; it is granted at first.
 */
public final class ShortcutsInhibitors
        implements ZwpKeyboardShortcutsInhibitManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final Seat seat;
    private final Map<Surface, Inhibitor> inhibitors = new HashMap<>();

    public ShortcutsInhibitors(Display display, Seat seat) {
        this.seat = seat;
        seat.keyboard().focusChanged().add(keyboard -> focusChanged());
        display.createGlobal(ZwpKeyboardShortcutsInhibitManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    /** Whether the surface with the keyboard gets the keys that would be shortcuts. */
    public boolean isInhibited() {
        Inhibitor focused = focused();
        return focused != null && focused.granted;
    }

    /**
     * The user takes the wish of the surface with the keyboard away, or grants it again. False when
     * it has none.
     */
    public boolean grant(boolean granted) {
        Inhibitor focused = focused();
        if (focused == null) {
            return false;
        }
        if (focused.granted != granted) {
            focused.granted = granted;
            if (granted) {
                focused.resource.sendActive();
            } else {
                focused.resource.sendInactive();
            }
        }
        return true;
    }

    @Override
    public void inhibitShortcuts(ZwpKeyboardShortcutsInhibitManagerV1Resource resource,
            ZwpKeyboardShortcutsInhibitorV1Resource id, WlSurfaceResource surfaceResource,
            WlSeatResource seatResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null || Seat.of(seatResource) != seat) {
            id.makeInert();
            return;
        }
        if (inhibitors.containsKey(surface)) {
            throw resource.error(ZwpKeyboardShortcutsInhibitManagerV1.Error.ALREADY_INHIBITED,
                    "%s has an inhibitor already", surfaceResource);
        }
        inhibitors.put(surface, new Inhibitor(id, surface));
        if (seat.keyboard().focus() == surface) {
            id.sendActive();
        }
    }

    @Override
    public void destroy(ZwpKeyboardShortcutsInhibitManagerV1Resource resource) {
        // Inhibitors live on.
    }

    private Inhibitor focused() {
        Surface focus = seat.keyboard().focus();
        return focus == null ? null : inhibitors.get(focus);
    }

    private void focusChanged() {
        Inhibitor focused = focused();
        if (focused != null && focused.granted) {
            focused.resource.sendActive();
        }
    }

    private final class Inhibitor implements ZwpKeyboardShortcutsInhibitorV1Resource.Requests {
        private final ZwpKeyboardShortcutsInhibitorV1Resource resource;
        private final Surface surface;
        private final Signal.Subscription surfaceGone;
        private boolean granted = true;

        Inhibitor(ZwpKeyboardShortcutsInhibitorV1Resource resource, Surface surface) {
            this.resource = resource;
            this.surface = surface;
            this.surfaceGone = surface.destroyed().add(gone -> {
                inhibitors.remove(gone);
                resource.makeInert();
            });
            resource.handle(this);
        }

        @Override
        public void destroy(ZwpKeyboardShortcutsInhibitorV1Resource self) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource gone) {
            surfaceGone.remove();
            inhibitors.remove(surface, this);
        }
    }
}
