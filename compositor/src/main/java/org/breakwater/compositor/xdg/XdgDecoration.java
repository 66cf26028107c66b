package org.breakwater.compositor.xdg;

import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.ProtocolException;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.ZxdgToplevelDecorationV1.Error;
import org.breakwater.wayland.ZxdgToplevelDecorationV1.Mode;
import org.breakwater.wayland.server.XdgToplevelResource;
import org.breakwater.wayland.server.ZxdgDecorationManagerV1Resource;
import org.breakwater.wayland.server.ZxdgToplevelDecorationV1Resource;

/**
 * {@code zxdg_toplevel_decoration_v1}: who draws a window's frame. Here the client does, whatever
 * it prefers; it is told so with the next configure sequence after every request. Version 2 lifts
 * the ban on content before the first of them.
 */
public final class XdgDecoration implements ZxdgToplevelDecorationV1Resource.Requests {
    private static final int VERSION = 2;
    /** From here on content may come before the negotiation does. */
    private static final int CONTENT_FIRST_SINCE = 2;


    private final ZxdgToplevelDecorationV1Resource resource;
    private XdgToplevel toplevel;
    private boolean toSend = true;
    private boolean sent;

    private XdgDecoration(ZxdgToplevelDecorationV1Resource resource, XdgToplevel toplevel) {
        this.resource = resource;
        this.toplevel = toplevel;
    }

    /** Announces {@code zxdg_decoration_manager_v1}. */
    public static void announce(Display display) {
        display.createGlobal(ZxdgDecorationManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(new Factory()));
    }

    @Override
    public void setMode(ZxdgToplevelDecorationV1Resource self, int mode) {
        if (Mode.fromWire(mode) == null) {
            throw resource.error(Error.INVALID_MODE, "%s is not a mode",
                    Integer.toUnsignedString(mode));
        }
        answer();
    }

    @Override
    public void unsetMode(ZxdgToplevelDecorationV1Resource self) {
        answer();
    }

    @Override
    public void destroy(ZxdgToplevelDecorationV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        if (toplevel != null) {
            toplevel.dropDecoration();
            toplevel = null;
        }
    }

    ProtocolException orphaned() {
        return resource.error(Error.ORPHANED, "%s was destroyed before its decoration",
                toplevel.resource());
    }

    void requireConfigured() {
        if (!sent && !resource.supports(CONTENT_FIRST_SINCE)) {
            throw resource.error(Error.UNCONFIGURED_BUFFER,
                    "a buffer was committed before the decoration was configured");
        }
    }

    void sendConfigure() {
        if (toSend) {
            toSend = false;
            sent = true;
            resource.sendConfigure(Mode.CLIENT_SIDE);
        }
    }

    void restart() {
        toSend = true;
        sent = false;
    }

    void toplevelGone() {
        toplevel = null;
        resource.makeInert();
    }

    private void answer() {
        toSend = true;
        toplevel.forceConfigure();
    }

    private static final class Factory implements ZxdgDecorationManagerV1Resource.Requests {
        @Override
        public void getToplevelDecoration(ZxdgDecorationManagerV1Resource self,
                ZxdgToplevelDecorationV1Resource id, XdgToplevelResource toplevelResource) {
            XdgToplevel toplevel = (XdgToplevel) toplevelResource.handler();
            if (toplevel == null) {
                id.makeInert();
                return;
            }
            if (toplevel.decoration() != null) {
                throw id.error(Error.ALREADY_CONSTRUCTED, "%s already has a decoration",
                        toplevelResource);
            }
            if (!id.supports(CONTENT_FIRST_SINCE) && toplevel.xdgSurface().hasBuffer()) {
                throw id.error(Error.UNCONFIGURED_BUFFER,
                        "%s already has a buffer attached or committed", toplevelResource);
            }
            XdgDecoration decoration = new XdgDecoration(id, toplevel);
            id.handle(decoration);
            toplevel.setDecoration(decoration);
        }

        @Override
        public void destroy(ZxdgDecorationManagerV1Resource self) {
            // Decorations live on.
        }
    }
}
