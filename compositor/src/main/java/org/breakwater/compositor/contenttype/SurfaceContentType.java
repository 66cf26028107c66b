package org.breakwater.compositor.contenttype;

import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WpContentTypeV1.Type;
import org.breakwater.wayland.server.WpContentTypeV1Resource;

/** One surface's {@code wp_content_type_v1}. An unknown type is none in particular. */
final class SurfaceContentType implements WpContentTypeV1Resource.Requests {
    private final StateSlot<Type> type;
    private WpContentTypeV1Resource resource;   // null: the surface has none now

    SurfaceContentType(Surface surface) {
        type = surface.addState(Type.NONE);
        surface.destroyed().add(s -> surfaceDestroyed());
    }

    /** False when the surface has one. */
    boolean take(WpContentTypeV1Resource id) {
        if (resource != null) {
            return false;
        }
        resource = id;
        id.handle(this);
        return true;
    }

    Type current() {
        return type.current();
    }

    @Override
    public void setContentType(WpContentTypeV1Resource self, int value) {
        Type known = Type.fromWire(value);
        type.setPending(known == null ? Type.NONE : known);
    }

    @Override
    public void destroy(WpContentTypeV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource self) {
        resource = null;
        type.setPending(Type.NONE);
    }

    private void surfaceDestroyed() {
        if (resource != null) {
            resource.makeInert();
            resource = null;
        }
    }
}
