package org.breakwater.compositor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.compositor.ipc.IpcClient;
import org.breakwater.compositor.ipc.IpcSocket;

/** Finds the control socket of the compositor that this program runs under. */
final class ControlConnection {
    private ControlConnection() {
    }

    static IpcClient open() throws IOException {
        String named = System.getenv(IpcSocket.VARIABLE);
        if (named != null) {
            return new IpcClient(Path.of(named));
        }
        String runtimeDir = System.getenv("XDG_RUNTIME_DIR");
        if (runtimeDir == null) {
            throw new IOException("neither " + IpcSocket.VARIABLE + " nor XDG_RUNTIME_DIR is set");
        }
        String display = System.getenv().getOrDefault("WAYLAND_DISPLAY", "wayland-0");
        Path socket = IpcSocket.of(Path.of(runtimeDir), display);
        if (!Files.exists(socket)) {
            throw new IOException("no Breakwater is running as " + display + " (" + socket + " is not there)");
        }
        return new IpcClient(socket);
    }
}
