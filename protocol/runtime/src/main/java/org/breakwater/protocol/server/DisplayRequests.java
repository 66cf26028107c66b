package org.breakwater.protocol.server;

import org.breakwater.wayland.server.WlCallbackResource;
import org.breakwater.wayland.server.WlDisplayResource;
import org.breakwater.wayland.server.WlRegistryResource;

/** {@code wl_display}, object 1 of every client. */
record DisplayRequests(Display display) implements WlDisplayResource.Requests {
    @Override
    public void sync(WlDisplayResource resource, WlCallbackResource callback) {
        callback.sendDone(display.lastSerial());
        callback.client().recycle(callback);
    }

    @Override
    public void getRegistry(WlDisplayResource resource, WlRegistryResource registry) {
        display.globals().addRegistry(registry);
    }
}
