package org.breakwater.compositor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.breakwater.compositor.autostart.Autostart;
import org.breakwater.compositor.ipc.IpcServer;
import org.breakwater.compositor.ipc.IpcSocket;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.SessionConfig;
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

    private final SessionArguments arguments;
    private volatile int exitStatus;
    private SessionEnd ended;

    Session(SessionArguments arguments) {
        this.arguments = arguments;
    }

    /** Returns the exit status: the first client's, where there is one. */
    int run() throws IOException {
        Thrift.holdThreshold();
        OpenFiles openFiles = OpenFiles.raise(System.getenv());
        Path runtimeDir = ListeningSocket.runtimeDir(System.getenv("XDG_RUNTIME_DIR"));
        Config config = configuration();
        try (EventLoop loop = new EventLoop(Clock.monotonic());
                StopSignals signals = new StopSignals(loop);
                Surroundings surroundings = Surroundings.open(
                        arguments.backend(), loop, runtimeDir, System.getenv());
                Server server = server(loop, config, surroundings);
                ListeningSocket socket =
                        ListeningSocket.open(server.display(), runtimeDir, arguments.socket());
                IpcServer control = server.listenForControl(
                        IpcSocket.of(runtimeDir, socket.name()), this::readConfiguration)) {
            server.ended().add(end -> {
                ended = end;
                loop.stop();
            });
            System.out.println("WAYLAND_DISPLAY=" + socket.name());
            System.out.flush();
            tellReady(socket.name());
            try (Children children = new Children(loop, openFiles, Map.of("WAYLAND_DISPLAY", socket.name(),
                    IpcSocket.VARIABLE, control.path().toString()))) {
                startPrograms(loop, children, server, config.session());
                Thrift.begin(loop, server.renderer());
                signals.runLoop();
            }
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
        if (surroundings.backend() instanceof ServerOptions.Hardware && !arguments.outputs().isEmpty()) {
            LOG.warn("--output says nothing of screens: their modes are chosen by [[output]] in the configuration");
        }
        Urgency urgency = config.session().realtime() ? Urgency.begin() : Urgency.none();
        try {
            return Server.create(loop,
                    new ServerOptions(config, arguments.outputs(), surroundings.backend()));
        } finally {
            urgency.end();
        }
    }

    private Config configuration() {
        ConfigResult result = readConfiguration();
        if (result instanceof ConfigResult.Loaded loaded) {
            return loaded.config();
        }
        System.err.println(((ConfigResult.Rejected) result).render());
        LOG.warn("the configuration is not used; defaults are");
        return Config.defaults();
    }

    private ConfigResult readConfiguration() {
        return arguments.config() == null
                ? ConfigReader.readDefault(System.getenv())
                : ConfigReader.read(arguments.config());
    }

    private void tellReady(String name) throws IOException {
        if (arguments.readyFd() >= 0) {
            try (Fd fd = Fd.own(arguments.readyFd())) {
                fd.write((name + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** The first client, whose end is the session's; and what a login session begins with. */
    private void startPrograms(EventLoop loop, Children children, Server server, SessionConfig config)
            throws IOException {
        Supplier<String> token = () -> server.shellProtocols().activation().issue();
        if (!arguments.command().isEmpty()) {
            children.start(arguments.command(), null, token.get(), status -> {
                exitStatus = status;
                loop.stop();
            });
        }
        Consumer<String> shell = line ->
                children.startOptional(line, List.of("/bin/sh", "-c", line), null, token.get());
        server.commands().add(shell);
        if (!arguments.login()) {
            return;
        }
        if (arguments.command().isEmpty()) {
            config.start().forEach(shell);
        }
        if (config.autostart()) {
            for (Autostart.Program program : new Autostart(System.getenv()).programs()) {
                children.startOptional(program.name(), program.command(), program.directory(), token.get());
            }
        }
    }
}
