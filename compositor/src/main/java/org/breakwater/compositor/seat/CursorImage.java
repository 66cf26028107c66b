package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.RoleObject;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.server.WlPointerResource;

/** What {@code wl_pointer.set_cursor} asked for last, and the surface with that role. */
final class CursorImage {
    private static final Role ROLE = new Role("cursor");

    private final Signal<SetCursor> changed = new Signal<>();
    private SetCursor current;
    private CursorSurface shown;

    Signal<SetCursor> changed() {
        return changed;
    }

    /** Gives the role, or throws; what is not {@code accepted} has no other effect. */
    void set(WlPointerResource resource, Surface surface, int hotspotX, int hotspotY,
            boolean accepted) {
        CursorSurface next = surface == null ? null : roleOf(surface, resource);
        if (!accepted) {
            if (next != null && next != shown) {
                surface.dropRoleObject(next);
            }
            return;
        }
        replaceShown(next);
        if (surface != null) {
            surface.map();
        }
        emit(new SetCursor(surface, hotspotX, hotspotY));
    }

    /** Back to the compositor's own image. */
    void reset() {
        if (current != null) {
            replaceShown(null);
            emit(null);
        }
    }

    private CursorSurface roleOf(Surface surface, WlPointerResource resource) {
        if (surface.roleObject() instanceof CursorSurface known) {
            return known;
        }
        CursorSurface object = new CursorSurface();
        surface.takeRole(ROLE, object, resource, WlPointer.Error.ROLE);
        return object;
    }

    private void replaceShown(CursorSurface next) {
        if (shown != null && shown != next) {
            CursorSurface last = shown;
            shown = null;
            current.surface().dropRoleObject(last);
        }
        shown = next;
    }

    private void emit(SetCursor next) {
        current = next;
        changed.emit(next);
    }

    /** The role lasts only while the surface is the pointer's image. */
    private final class CursorSurface implements RoleObject {
        @Override
        public void committed(Surface surface) {
            int dx = surface.current().dx();
            int dy = surface.current().dy();
            if (surface.hasContent()) {
                surface.map();
            } else {
                surface.unmap();
            }
            if (shown == this && (dx != 0 || dy != 0)) {
                emit(new SetCursor(surface, current.hotspotX() - dx, current.hotspotY() - dy));
            }
        }

        @Override
        public boolean outlivesSurface() {
            return true;
        }

        @Override
        public void surfaceDestroyed(Surface surface) {
            if (shown == this) {
                shown = null;
                emit(new SetCursor(null, 0, 0));
            }
        }
    }
}
