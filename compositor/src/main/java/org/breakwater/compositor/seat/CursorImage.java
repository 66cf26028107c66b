package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.RoleObject;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.ProtocolErrorCode;
import org.breakwater.wayland.WpCursorShapeDeviceV1;

/** What {@code set_cursor} or {@code set_shape} asked for last, and the surface with that role. */
public final class CursorImage {
    private static final SetCursor HIDDEN = new SetCursor.Hidden();

    private final Role role;
    private final ProtocolErrorCode otherRole;
    private final Signal<SetCursor> changed = new Signal<>();
    private SetCursor current;
    private SetCursor own;
    private CursorSurface shown;

    /** {@code otherRole}: the error for a surface that is something else. */
    public CursorImage(Role role, ProtocolErrorCode otherRole) {
        this.role = role;
        this.otherRole = otherRole;
    }

    /** Another image is asked for; null: the compositor's own. */
    public Signal<SetCursor> changed() {
        return changed;
    }

    /** Gives the role, or throws; what is not {@code accepted} has no other effect. */
    public void set(Resource source, Surface surface, int hotspotX, int hotspotY,
            boolean accepted) {
        CursorSurface next = surface == null ? null : roleOf(surface, source);
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
        emit(surface == null ? HIDDEN : new SetCursor.Image(surface, hotspotX, hotspotY));
    }

    /** An image by its name; a surface is one no more. */
    public void setShape(WpCursorShapeDeviceV1.Shape shape) {
        replaceShown(null);
        emit(new SetCursor.Named(shape));
    }

    /** Back to the compositor's own image. */
    public void reset() {
        if (current != null) {
            replaceShown(null);
            current = null;
            changed.emit(own);
        }
    }

    /** What the compositor's own image is while something of its own goes on; null: the usual. */
    public void setOwn(WpCursorShapeDeviceV1.Shape shape) {
        own = shape == null ? null : new SetCursor.Named(shape);
        if (current == null) {
            changed.emit(own);
        }
    }

    private CursorSurface roleOf(Surface surface, Resource source) {
        if (surface.roleObject() instanceof CursorSurface known && known.image() == this) {
            return known;
        }
        CursorSurface object = new CursorSurface(surface);
        surface.takeRole(role, object, source, otherRole);
        return object;
    }

    private void replaceShown(CursorSurface next) {
        if (shown != null && shown != next) {
            CursorSurface last = shown;
            shown = null;
            last.surface.dropRoleObject(last);
        }
        shown = next;
    }

    private void emit(SetCursor next) {
        current = next;
        changed.emit(next);
    }

    /** The role lasts only while the surface is the image. */
    private final class CursorSurface implements RoleObject {
        private final Surface surface;

        CursorSurface(Surface surface) {
            this.surface = surface;
        }

        CursorImage image() {
            return CursorImage.this;
        }

        @Override
        public void committed(Surface committed) {
            int dx = surface.current().dx();
            int dy = surface.current().dy();
            if (surface.hasContent()) {
                surface.map();
            } else {
                surface.unmap();
            }
            if (shown == this && (dx != 0 || dy != 0)
                    && current instanceof SetCursor.Image image) {
                emit(new SetCursor.Image(surface, image.hotspotX() - dx, image.hotspotY() - dy));
            }
        }

        @Override
        public boolean outlivesSurface() {
            return true;
        }

        @Override
        public void surfaceDestroyed(Surface gone) {
            if (shown == this) {
                shown = null;
                emit(HIDDEN);
            }
        }
    }
}
