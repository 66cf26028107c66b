package org.breakwater.compositor.inputmethod;

import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.RoleObject;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.textinput.TextField;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.ZwpInputMethodV2;
import org.breakwater.wayland.server.ZwpInputMethodV2Resource;
import org.breakwater.wayland.server.ZwpInputPopupSurfaceV2Resource;

/**
 * {@code zwp_input_popup_surface_v2}: a surface beside the cursor of the text. It is shown while a
 * field is enabled and the surface has content; whoever listens to {@code changed} places it.
 */
public final class InputPopup implements ZwpInputPopupSurfaceV2Resource.Requests, RoleObject {
    private static final Role ROLE = new Role("input popup");

    private final ZwpInputPopupSurfaceV2Resource resource;
    private final Surface surface;
    private final InputMethod method;
    private final Signal<InputPopup> changed;
    private Rect told;

    InputPopup(ZwpInputPopupSurfaceV2Resource resource, Surface surface,
            ZwpInputMethodV2Resource methodResource, InputMethod method,
            Signal<InputPopup> changed) {
        this.resource = resource;
        this.surface = surface;
        this.method = method;
        this.changed = changed;
        surface.takeRole(ROLE, this, methodResource, ZwpInputMethodV2.Error.ROLE);
        resource.handle(this);
    }

    public Surface surface() {
        return surface;
    }

    /** The field beside whose cursor it is shown; null: it is not shown. */
    public TextField field() {
        return surface.isMapped() ? method.field() : null;
    }

    /** It was placed so that the text's cursor is here, in coordinates of this surface. */
    public void placed(Rect cursor) {
        if (!cursor.equals(told)) {
            told = cursor;
            resource.sendTextInputRectangle(cursor.x(), cursor.y(), cursor.width(),
                    cursor.height());
        }
    }

    /** Another field is enabled, or none, or its cursor is elsewhere. */
    void fieldChanged() {
        if (!surface.resource().isAlive()) {
            return;
        }
        if (method.field() != null && resource.isAlive() && surface.hasContent()) {
            surface.map();
        } else {
            surface.unmap();
        }
        changed.emit(this);
    }

    @Override
    public void committed(Surface committed) {
        fieldChanged();
    }

    @Override
    public boolean outlivesSurface() {
        return true;
    }

    @Override
    public void surfaceDestroyed(Surface destroyed) {
        changed.emit(this);
    }

    @Override
    public void destroy(ZwpInputPopupSurfaceV2Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        method.remove(this);
        surface.dropRoleObject(this);
        changed.emit(this);
    }
}
