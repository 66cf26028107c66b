package org.breakwater.compositor.selection;

import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.RoleObject;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.wayland.WlDataDevice;
import org.breakwater.wayland.server.WlDataDeviceResource;

/**
 * The surface that follows the pointer, or the finger, in a drag. Its top left corner is at that
 * place plus the offset, in layout coordinates. It takes no input.
 */
public final class DragIcon {
    private static final Role ROLE = new Role("drag and drop icon");

    private final Surface surface;
    private final Signal<DragIcon> changed;
    private final RoleObject role = new IconRole();
    private int offsetX;
    private int offsetY;
    private boolean shown;

    /** Gives the surface its role, or throws. */
    DragIcon(Surface surface, WlDataDeviceResource device, Signal<DragIcon> changed) {
        this.surface = surface;
        this.changed = changed;
        surface.takeRole(ROLE, role, device, WlDataDevice.Error.ROLE);
    }

    public Surface surface() {
        return surface;
    }

    public int offsetX() {
        return offsetX;
    }

    public int offsetY() {
        return offsetY;
    }

    void show() {
        shown = true;
        surface.map();
        changed.emit(this);
    }

    void end() {
        surface.dropRoleObject(role);
        hide();
    }

    private void hide() {
        if (shown) {
            shown = false;
            changed.emit(null);
        }
    }

    private final class IconRole implements RoleObject {
        @Override
        public void committed(Surface committed) {
            offsetX += committed.current().dx();
            offsetY += committed.current().dy();
            if (committed.hasContent()) {
                committed.map();
            } else {
                committed.unmap();
            }
            if (shown && (committed.current().dx() != 0 || committed.current().dy() != 0)) {
                changed.emit(DragIcon.this);
            }
        }

        @Override
        public boolean outlivesSurface() {
            return true;
        }

        @Override
        public void surfaceDestroyed(Surface destroyed) {
            hide();
        }
    }
}
