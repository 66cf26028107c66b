package org.breakwater.compositor.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A compositor that runs as a child, so that its death is seen and hurts nobody, in a runtime directory of
 * its own. Closing it ends it and all that it has started.
 */
final class CompositorProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final RuntimeDirectory directory;
    private final Process process;
    private final boolean leadsGroup;
    private final Map<Long, ProcessHandle> descendants = new LinkedHashMap<>();
    private Path socket;
    private ControlSocket control;
    private boolean closed;

    /** Starts one, and waits until it accepts clients. */
    @FunctionalInterface
    interface Launcher {
        CompositorProcess launch() throws IOException;
    }

    /** {@code leadsGroup}: whether the process is the first of a process group of its own. */
    CompositorProcess(RuntimeDirectory directory, Process process, boolean leadsGroup) {
        this.directory = directory;
        this.process = process;
        this.leadsGroup = leadsGroup;
    }

    /** A command line in this runtime directory, under no other compositor. */
    static ProcessBuilder builder(RuntimeDirectory directory, File log) {
        ProcessBuilder builder = new ProcessBuilder();
        Map<String, String> environment = builder.environment();
        environment.put("XDG_RUNTIME_DIR", directory.path().toString());
        for (String session : new String[] {"WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY",
                "BREAKWATER_SOCKET", "SWAYSOCK"}) {
            environment.remove(session);
        }
        builder.redirectInput(new File("/dev/null"));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(log));
        return builder;
    }

    Process process() {
        return process;
    }

    /** It accepts clients here; {@code control} is null for a compositor that is not ours. */
    synchronized void ready(Path clientSocket, ControlSocket controlSocket) {
        socket = clientSocket;
        control = controlSocket;
    }

    /** Where clients connect. */
    synchronized Path socket() {
        return socket;
    }

    /** Null for a compositor that takes no screenshots for us. */
    synchronized ControlSocket control() {
        return control;
    }

    /** How it died, or null while it lives; waits until the deadline to see it die. */
    Fate.Dead awaitDeath(Deadline deadline) {
        noteDescendants();
        try {
            return process.waitFor(deadline.millisLeft(), TimeUnit.MILLISECONDS)
                    ? new Fate.Dead(process.exitValue()) : null;
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Those whom it has started, while their parent can still be told. */
    synchronized void noteDescendants() {
        process.descendants().forEach(child -> descendants.put(child.pid(), child));
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        noteDescendants();
        process.destroy();
        if (awaitDeath(Deadline.in(GRACE)) == null) {
            process.destroyForcibly();
        }
        for (ProcessHandle child : descendants.values()) {
            child.destroyForcibly();
        }
        if (leadsGroup) {
            Native.kill((int) -process.pid(), Native.SIGKILL);
        }
        awaitDeath(Deadline.in(GRACE));
        directory.close();
    }
}
