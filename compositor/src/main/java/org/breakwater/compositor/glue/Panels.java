package org.breakwater.compositor.glue;

/** Screens that are a part of the machine. */
public final class Panels {
    private Panels() {
    }

    /** Whether what is on this connector is built in. */
    public static boolean isBuiltIn(String connector) {
        return connector.startsWith("eDP") || connector.startsWith("LVDS") || connector.startsWith("DSI");
    }
}
