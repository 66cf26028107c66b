package org.breakwater.compositor.topleveldrag;

import org.breakwater.compositor.selection.Source;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.XdgToplevelDragV1.Error;
import org.breakwater.wayland.server.XdgToplevelDragV1Resource;
import org.breakwater.wayland.server.XdgToplevelResource;

/**
 * {@code xdg_toplevel_drag_v1}: the window that the drag of one source carries. A window that is
 * unmapped, or gone, is attached no longer.
 */
final class ToplevelDrag implements XdgToplevelDragV1Resource.Requests {
    private final XdgToplevelDragV1Resource resource;
    private final ToplevelDrags all;
    private final Source source;
    private XdgToplevel attached;
    private Signal.Subscription unmapped;
    private Signal.Subscription destroyed;
    private int offsetX;
    private int offsetY;

    ToplevelDrag(XdgToplevelDragV1Resource resource, ToplevelDrags all, Source source) {
        this.resource = resource;
        this.all = all;
        this.source = source;
        resource.handle(this);
    }

    /** The drag of its source began. */
    void begin() {
        if (attached != null) {
            all.carrier().carry(attached, offsetX, offsetY);
        }
    }

    @Override
    public void attach(XdgToplevelDragV1Resource self, XdgToplevelResource toplevelResource,
            int x, int y) {
        if (attached != null && attached.xdgSurface().surface().isMapped()) {
            throw resource.error(Error.TOPLEVEL_ATTACHED, "%s carries a window already", resource);
        }
        detach();
        if (!(toplevelResource.handler() instanceof XdgToplevel toplevel)) {
            return;
        }
        attached = toplevel;
        offsetX = x;
        offsetY = y;
        unmapped = toplevel.xdgSurface().unmapped().add(u -> detach());
        destroyed = toplevel.signals().destroyed().add(t -> detach());
        if (all.isDragged(source)) {
            begin();
        }
    }

    @Override
    public void destroy(XdgToplevelDragV1Resource self) {
        if (all.isDragged(source)) {
            throw resource.error(Error.ONGOING_DRAG, "the drag of %s goes on", resource);
        }
    }

    @Override
    public void destroyed(Resource gone) {
        all.remove(source, this);
        detach();
    }

    private void detach() {
        if (attached == null) {
            return;
        }
        attached = null;
        unmapped.remove();
        destroyed.remove();
        if (all.isDragged(source)) {
            all.carrier().release();
        }
    }
}
