package org.breakwater.compositor.fixes;

import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlFixesResource;
import org.breakwater.wayland.server.WlRegistryResource;

/** {@code wl_fixes} 1: lets a client end its {@code wl_registry}. */
public final class Fixes implements WlFixesResource.Requests {
    private static final int VERSION = 1;

    public Fixes(Display display) {
        display.createGlobal(WlFixesResource.TYPE, VERSION, resource -> resource.handle(this));
    }

    @Override
    public void destroyRegistry(WlFixesResource resource, WlRegistryResource registry) {
        registry.destroy();
    }

    @Override
    public void destroy(WlFixesResource resource) {
        // Nothing hangs on it.
    }
}
