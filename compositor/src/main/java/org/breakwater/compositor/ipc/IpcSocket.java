package org.breakwater.compositor.ipc;

import java.nio.file.Path;

/** Where the control socket of a compositor is. */
public final class IpcSocket {
    /** The environment variable that a session's programs find it by. */
    public static final String VARIABLE = "BREAKWATER_SOCKET";

    private IpcSocket() {
    }

    /** Beside the Wayland socket, so that its lock guards both. */
    public static Path of(Path runtimeDir, String waylandDisplay) {
        return runtimeDir.resolve("breakwater." + waylandDisplay + ".sock");
    }
}
