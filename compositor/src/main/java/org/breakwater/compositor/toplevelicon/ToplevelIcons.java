package org.breakwater.compositor.toplevelicon;

import java.util.List;
import org.breakwater.compositor.surface.SurfaceMap;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.XdgToplevelIconManagerV1Resource;
import org.breakwater.wayland.server.XdgToplevelIconV1Resource;
import org.breakwater.wayland.server.XdgToplevelResource;

/** {@code xdg_toplevel_icon_manager_v1} 1. No size is better than another here. */
public final class ToplevelIcons implements XdgToplevelIconManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final Icon none = new Icon(Account.unlimited(), "", List.of());
    private final SurfaceMap<WindowIcon> surfaces =
            new SurfaceMap<>(surface -> new WindowIcon(surface, none));

    public ToplevelIcons(Display display) {
        display.createGlobal(XdgToplevelIconManagerV1Resource.TYPE, VERSION, resource -> {
            resource.handle(this);
            resource.sendDone();
        });
    }

    /** As of the last commit that was applied. */
    public Icon of(XdgToplevel toplevel) {
        WindowIcon icon = surfaces.existing(toplevel.xdgSurface().surface());
        return icon == null ? none : icon.current();
    }

    @Override
    public void createIcon(XdgToplevelIconManagerV1Resource self, XdgToplevelIconV1Resource id) {
        new IconBuilder(id);
    }

    @Override
    public void setIcon(XdgToplevelIconManagerV1Resource self, XdgToplevelResource toplevelResource,
            XdgToplevelIconV1Resource iconResource) {
        Icon icon = none;
        if (iconResource != null && iconResource.handler() instanceof IconBuilder builder) {
            icon = builder.finish();
        }
        XdgToplevel toplevel = XdgToplevel.of(toplevelResource);
        if (toplevel != null) {
            surfaces.of(toplevel.xdgSurface().surface()).give(icon);
        }
    }

    @Override
    public void destroy(XdgToplevelIconManagerV1Resource self) {
        // Icons live on.
    }
}
