package org.breakwater.compositor.surface;

import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.WlSubcompositor;
import org.breakwater.wayland.server.WlSubcompositorResource;
import org.breakwater.wayland.server.WlSubsurfaceResource;
import org.breakwater.wayland.server.WlSurfaceResource;

/** {@code wl_subcompositor} 1: turns surfaces into parts of others. */
public final class Subcompositor implements WlSubcompositorResource.Requests {
    private static final int VERSION = 1;
    /** Surfaces one on another; whoever walks a tree of surfaces may recurse. */
    static final int MAX_DEPTH = 64;

    public Subcompositor(Display display) {
        display.createGlobal(WlSubcompositorResource.TYPE, VERSION, resource -> resource.handle(this));
    }

    @Override
    public void getSubsurface(WlSubcompositorResource resource, WlSubsurfaceResource id,
            WlSurfaceResource surfaceResource, WlSurfaceResource parentResource) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        Surface parent = Compositor.surfaceOf(parentResource);
        for (Surface ancestor = parent; ancestor != null; ancestor = ancestor.tree().parent()) {
            if (ancestor == surface) {
                throw resource.error(WlSubcompositor.Error.BAD_PARENT,
                        "%s is %s or one of its ancestors", surfaceResource, parentResource);
            }
        }
        if (surface.role() != null && surface.role() != Subsurface.ROLE || surface.roleObject() != null) {
            throw resource.error(WlSubcompositor.Error.BAD_SURFACE, "%s already has the role %s",
                    surfaceResource, surface.role());
        }
        if (parent.tree().depth() + surface.tree().height() > MAX_DEPTH) {
            id.makeInert();
            resource.client().postImplementationError("subsurfaces nested deeper than %d", MAX_DEPTH);
            return;
        }
        Subsurface subsurface = new Subsurface(id, surface, parent);
        surface.takeRole(Subsurface.ROLE, subsurface, resource, WlSubcompositor.Error.BAD_SURFACE);
    }

    @Override
    public void destroy(WlSubcompositorResource resource) {
        // Subsurfaces live on.
    }
}
