package org.breakwater.compositor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.breakwater.compositor.ipc.IpcServer;
import org.breakwater.compositor.ipc.IpcSocket;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.ListeningSocket;
import org.breakwater.protocol.wire.Fd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the compositor as a program: configuration, sockets, signals, the first client; then the loop
 * until the session ends, and nothing left behind.
 */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int CHILD_GRACE_SECONDS = 2;

    private final SessionArguments arguments;
    private int exitStatus;
    private SessionEnd ended;

    Session(SessionArguments arguments) {
        this.arguments = arguments;
    }

    /** Returns the exit status: the first client's, where there is one. */
    int run() throws IOException {
        Thrift.holdThreshold();
        OpenFiles openFiles = OpenFiles.raise(System.getenv());
        Path runtimeDir = ListeningSocket.runtimeDir(System.getenv("XDG_RUNTIME_DIR"));
        try (EventLoop loop = new EventLoop(Clock.monotonic());
                StopSignals signals = new StopSignals(loop);
                Surroundings surroundings = Surroundings.open(
                        arguments.backend(), loop, runtimeDir, System.getenv());
                Server server = server(loop, configuration(), surroundings);
                ListeningSocket socket =
                        ListeningSocket.open(server.display(), runtimeDir, arguments.socket());
                IpcServer control = server.listenForControl(IpcSocket.of(runtimeDir, socket.name()))) {
            server.ended().add(end -> {
                ended = end;
                loop.stop();
            });
            System.out.println("WAYLAND_DISPLAY=" + socket.name());
            System.out.flush();
            tellReady(socket.name());
            Process child = arguments.command().isEmpty()
                    ? null
                    : start(loop, openFiles, socket.name(), control.path(),
                            server.shellProtocols().activation().issue());
            Thrift.begin(loop, server.renderer());
            signals.runLoop();
            end(child);
        }
        if (ended == null) {
            return exitStatus;
        }
        if (ended.message() != null) {
            System.err.println("breakwater: " + ended.message());
        }
        return ended.status();
    }

    private Server server(EventLoop loop, Config config, Surroundings surroundings) {
        Urgency urgency = config.session().realtime() ? Urgency.begin() : Urgency.none();
        try {
            return Server.create(loop,
                    new ServerOptions(config, arguments.outputs(), surroundings.backend()));
        } finally {
            urgency.end();
        }
    }

    private Config configuration() {
        ConfigResult result = arguments.config() == null
                ? ConfigReader.readDefault(System.getenv())
                : ConfigReader.read(arguments.config());
        if (result instanceof ConfigResult.Loaded loaded) {
            return loaded.config();
        }
        System.err.println(((ConfigResult.Rejected) result).render());
        LOG.warn("the configuration is not used; defaults are");
        return Config.defaults();
    }

    private void tellReady(String name) throws IOException {
        if (arguments.readyFd() >= 0) {
            try (Fd fd = Fd.own(arguments.readyFd())) {
                fd.write((name + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private Process start(EventLoop loop, OpenFiles openFiles, String name, Path control,
            String activationToken) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(openFiles.restored(arguments.command()));
        builder.environment().remove(OpenFiles.VARIABLE);
        builder.environment().put("WAYLAND_DISPLAY", name);
        builder.environment().put(IpcSocket.VARIABLE, control.toString());
        builder.environment().put("XDG_ACTIVATION_TOKEN", activationToken);
        builder.environment().remove("DISPLAY");
        builder.inheritIO();
        Process child = builder.start();
        child.onExit().thenAccept(ended -> {
            exitStatus = ended.exitValue();
            loop.stop();
        });
        return child;
    }

    private static void end(Process child) {
        if (child == null || !child.isAlive()) {
            return;
        }
        child.destroy();
        try {
            if (!child.waitFor(CHILD_GRACE_SECONDS, TimeUnit.SECONDS)) {
                child.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
