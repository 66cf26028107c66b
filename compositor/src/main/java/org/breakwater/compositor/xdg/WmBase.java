package org.breakwater.compositor.xdg;

import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.XdgWmBase;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.XdgPositionerResource;
import org.breakwater.wayland.server.XdgSurfaceResource;
import org.breakwater.wayland.server.XdgWmBaseResource;

/** One client's {@code xdg_wm_base}. */
final class WmBase implements XdgWmBaseResource.Requests {
    private final XdgShell shell;
    private final XdgWmBaseResource resource;
    private int surfaces;

    WmBase(XdgShell shell, XdgWmBaseResource resource) {
        this.shell = shell;
        this.resource = resource;
        resource.handle(this);
    }

    XdgWmBaseResource resource() {
        return resource;
    }

    void surfaceEnded() {
        surfaces--;
    }

    @Override
    public void createPositioner(XdgWmBaseResource self, XdgPositionerResource id) {
        id.handle(new XdgPositioner());
    }

    @Override
    public void getXdgSurface(XdgWmBaseResource self, XdgSurfaceResource id,
            WlSurfaceResource wlSurface) {
        Surface surface = Compositor.surfaceOf(wlSurface);
        Role role = surface.role();
        if (role != null && role != XdgToplevel.ROLE && role != XdgPopup.ROLE) {
            throw resource.error(XdgWmBase.Error.ROLE, "%s already has the role %s", wlSurface,
                    role);
        }
        if (shell.xdgSurfaceOf(surface) != null) {
            throw resource.error(XdgWmBase.Error.ROLE, "%s already has an xdg_surface", wlSurface);
        }
        if (surface.hasContent() || surface.pending().buffer() != null) {
            throw resource.error(XdgWmBase.Error.INVALID_SURFACE_STATE,
                    "%s already has a buffer attached or committed", wlSurface);
        }
        surfaces++;
        shell.add(new XdgSurface(shell, this, id, surface));
    }

    @Override
    public void pong(XdgWmBaseResource self, int serial) {
        shell.pings().pong(resource.client(), serial);
    }

    @Override
    public void destroy(XdgWmBaseResource self) {
        if (surfaces > 0) {
            throw resource.error(XdgWmBase.Error.DEFUNCT_SURFACES,
                    "%d xdg_surface objects are still alive", surfaces);
        }
    }

    @Override
    public void destroyed(Resource gone) {
        shell.pings().forget(this);
    }
}
