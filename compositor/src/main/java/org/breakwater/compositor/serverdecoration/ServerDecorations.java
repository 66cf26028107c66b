package org.breakwater.compositor.serverdecoration;

import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.OrgKdeKwinServerDecoration;
import org.breakwater.wayland.OrgKdeKwinServerDecorationManager;
import org.breakwater.wayland.server.OrgKdeKwinServerDecorationManagerResource;
import org.breakwater.wayland.server.OrgKdeKwinServerDecorationResource;
import org.breakwater.wayland.server.WlSurfaceResource;

/**
 * {@code org_kde_kwin_server_decoration_manager} 1. Clients draw their frames themselves, or have none; nobody
 * draws one for them.
 */
public final class ServerDecorations implements OrgKdeKwinServerDecorationManagerResource.Requests {
    private static final int VERSION = 1;
    private static final int NONE = OrgKdeKwinServerDecoration.Mode.NONE.value();
    private static final int CLIENT = OrgKdeKwinServerDecoration.Mode.CLIENT.value();

    private final Decoration decoration = new Decoration();

    public ServerDecorations(Display display) {
        display.createGlobal(OrgKdeKwinServerDecorationManagerResource.TYPE, VERSION, resource -> {
            resource.handle(this);
            resource.sendDefaultMode(OrgKdeKwinServerDecorationManager.Mode.CLIENT.value());
        });
    }

    @Override
    public void create(OrgKdeKwinServerDecorationManagerResource self, OrgKdeKwinServerDecorationResource id,
            WlSurfaceResource surface) {
        id.handle(decoration);
        id.sendMode(CLIENT);
    }

    private static final class Decoration implements OrgKdeKwinServerDecorationResource.Requests {
        @Override
        public void requestMode(OrgKdeKwinServerDecorationResource self, int mode) {
            self.sendMode(mode == NONE ? NONE : CLIENT);
        }

        @Override
        public void release(OrgKdeKwinServerDecorationResource self) {
            // The client draws as before.
        }
    }
}
