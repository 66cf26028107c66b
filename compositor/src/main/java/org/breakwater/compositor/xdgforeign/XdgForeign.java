package org.breakwater.compositor.xdgforeign;

import org.breakwater.protocol.server.Display;

/** Announces both versions of the exporter and the importer. */
public final class XdgForeign {
    private XdgForeign() {
    }

    public static void announce(Display display) {
        Handles handles = new Handles();
        new ForeignV1(display, handles);
        new ForeignV2(display, handles);
    }
}
