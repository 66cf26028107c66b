package org.breakwater.compositor.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.breakwater.protocol.wire.UnixSocket;

/**
 * Starts any compositor by a shell command, and finds its socket: the one in the runtime directory that has a
 * lock beside it. The shell leads a session of its own, so that all it starts can be ended together.
 */
final class CommandLauncher implements CompositorProcess.Launcher {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int LOOK_AGAIN_MILLIS = 200;

    private final String command;
    private final File log;

    /** What the compositor says goes to {@code log}. */
    CommandLauncher(String command, File log) {
        this.command = command;
        this.log = log;
    }

    @Override
    public CompositorProcess launch() throws IOException {
        RuntimeDirectory directory = new RuntimeDirectory();
        CompositorProcess compositor = null;
        try (WatchService watch = directory.path().getFileSystem().newWatchService()) {
            directory.path().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            ProcessBuilder builder = CompositorProcess.builder(directory, log);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
            builder.command("setsid", "sh", "-c", command);
            compositor = new CompositorProcess(directory, builder.start(), true);
            compositor.ready(awaitSocket(directory.path(), watch, compositor), null);
            return compositor;
        } catch (IOException | RuntimeException failed) {
            if (compositor != null) {
                compositor.close();
            } else {
                directory.close();
            }
            throw failed;
        }
    }

    private Path awaitSocket(Path directory, WatchService watch, CompositorProcess compositor)
            throws IOException {
        Deadline deadline = Deadline.in(START);
        while (!deadline.hasPassed()) {
            boolean alive = compositor.process().isAlive();
            Path socket = findSocket(directory);
            if (socket != null) {
                return socket;
            }
            if (!alive) {
                throw new IOException("'" + command + "' ended at once; see " + log);
            }
            try {
                var changed = watch.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (changed != null) {
                    changed.pollEvents();
                    changed.reset();
                }
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
                throw new IOException("the demonstration was interrupted", impatient);
            }
        }
        throw new IOException("'" + command + "' opens no Wayland socket in $XDG_RUNTIME_DIR; see " + log);
    }

    private static Path findSocket(Path directory) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(directory, "*.lock")) {
            for (Path lock : locks) {
                String name = lock.getFileName().toString();
                Path socket = directory.resolve(name.substring(0, name.length() - ".lock".length()));
                if (Files.exists(socket) && accepts(socket)) {
                    return socket;
                }
            }
        }
        return null;
    }

    /** The file is there before anybody listens. */
    private static boolean accepts(Path socket) {
        try {
            UnixSocket.connect(socket).close();
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
