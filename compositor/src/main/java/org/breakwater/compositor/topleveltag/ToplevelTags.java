package org.breakwater.compositor.topleveltag;

import org.breakwater.compositor.xdg.ToplevelMap;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.XdgToplevelResource;
import org.breakwater.wayland.server.XdgToplevelTagManagerV1Resource;

/** {@code xdg_toplevel_tag_manager_v1} 1. */
public final class ToplevelTags implements XdgToplevelTagManagerV1Resource.Requests {
    private static final int VERSION = 1;

    private final ToplevelMap<Texts> toplevels = new ToplevelMap<>(toplevel -> new Texts());

    private static final class Texts {
        private String tag = "";
        private String description = "";
    }

    public ToplevelTags(Display display) {
        display.createGlobal(XdgToplevelTagManagerV1Resource.TYPE, VERSION, resource -> resource.handle(this));
    }

    /** For programs, to know the window again; empty until it is set. */
    public String tagOf(XdgToplevel toplevel) {
        Texts texts = toplevels.existing(toplevel);
        return texts == null ? "" : texts.tag;
    }

    /** For people; empty until it is set. */
    public String descriptionOf(XdgToplevel toplevel) {
        Texts texts = toplevels.existing(toplevel);
        return texts == null ? "" : texts.description;
    }

    @Override
    public void setToplevelTag(XdgToplevelTagManagerV1Resource self, XdgToplevelResource resource, String tag) {
        XdgToplevel toplevel = XdgToplevel.of(resource);
        if (toplevel != null) {
            toplevels.of(toplevel).tag = tag;
        }
    }

    @Override
    public void setToplevelDescription(XdgToplevelTagManagerV1Resource self, XdgToplevelResource resource,
            String description) {
        XdgToplevel toplevel = XdgToplevel.of(resource);
        if (toplevel != null) {
            toplevels.of(toplevel).description = description;
        }
    }

    @Override
    public void destroy(XdgToplevelTagManagerV1Resource self) {
        // Tags stay.
    }
}
