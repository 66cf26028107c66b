package org.breakwater.compositor.toplevelicon;

import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.SurfaceMap;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.XdgToplevelIconManagerV1Resource;
import org.breakwater.wayland.server.XdgToplevelIconV1Resource;
import org.breakwater.wayland.server.XdgToplevelResource;

/** {@code xdg_toplevel_icon_manager_v1} 1. No size is better than another here. */
public final class ToplevelIcons implements XdgToplevelIconManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final SurfaceMap<StateSlot<Icon>> surfaces =
            new SurfaceMap<>(surface -> surface.addState(Icon.NONE));

    public ToplevelIcons(Display display) {
        display.createGlobal(XdgToplevelIconManagerV1Resource.TYPE, VERSION, resource -> {
            resource.handle(this);
            resource.sendDone();
        });
    }

    /** As of the last commit that was applied. */
    public Icon of(XdgToplevel toplevel) {
        StateSlot<Icon> slot = surfaces.existing(toplevel.xdgSurface().surface());
        return slot == null ? Icon.NONE : slot.current();
    }

    @Override
    public void createIcon(XdgToplevelIconManagerV1Resource self, XdgToplevelIconV1Resource id) {
        new IconBuilder(id);
    }

    @Override
    public void setIcon(XdgToplevelIconManagerV1Resource self, XdgToplevelResource toplevelResource,
            XdgToplevelIconV1Resource iconResource) {
        Icon icon = Icon.NONE;
        if (iconResource != null && iconResource.handler() instanceof IconBuilder builder) {
            icon = builder.finish();
        }
        XdgToplevel toplevel = XdgToplevel.of(toplevelResource);
        if (toplevel != null) {
            StateSlot<Icon> slot = surfaces.of(toplevel.xdgSurface().surface());
            slot.setPending(icon);
        }
    }

    @Override
    public void destroy(XdgToplevelIconManagerV1Resource self) {
        // Icons live on.
    }
}
