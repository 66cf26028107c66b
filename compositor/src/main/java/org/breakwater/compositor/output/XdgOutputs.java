package org.breakwater.compositor.output;

import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.server.WlOutputResource;
import org.breakwater.wayland.server.ZxdgOutputManagerV1Resource;
import org.breakwater.wayland.server.ZxdgOutputV1Resource;

/** {@code zxdg_output_manager_v1} 3: tells clients where outputs are in the layout. */
public final class XdgOutputs implements ZxdgOutputManagerV1Resource.Requests {
    private static final int VERSION = 3;

    public XdgOutputs(Display display) {
        display.createGlobal(ZxdgOutputManagerV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void getXdgOutput(ZxdgOutputManagerV1Resource resource, ZxdgOutputV1Resource id,
            WlOutputResource wlOutput) {
        Output output = Output.of(wlOutput);
        if (output == null) {
            id.makeInert();
            return;
        }
        XdgOutput xdgOutput = new XdgOutput(id, wlOutput, output);
        if (output.addXdgOutput(xdgOutput)) {
            xdgOutput.sendAll();
        } else {
            resource.client().postNoMemory();
        }
    }

    @Override
    public void destroy(ZxdgOutputManagerV1Resource resource) {
        // What it has made lives on.
    }
}
