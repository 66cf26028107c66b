package org.breakwater.compositor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.breakwater.protocol.loop.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs that the session has started. The JVM waits for each, so that none stays as a zombie; those that
 * still run when the session ends are asked to end, and made to if they do not. Loop thread.
 */
final class Children implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Children.class);
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final EventLoop loop;
    private final OpenFiles openFiles;
    private final Map<String, String> environment;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();

    /** {@code environment}: what they get beside our own. */
    Children(EventLoop loop, OpenFiles openFiles, Map<String, String> environment) {
        this.loop = loop;
        this.openFiles = openFiles;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Starts a program.
     *
     * @param directory null: ours
     * @param activationToken lets its first window take the keyboard
     * @param ended told its status, on a thread of its own
     */
    void start(List<String> command, Path directory, String activationToken, IntConsumer ended)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(openFiles.restored(command));
        builder.environment().remove(OpenFiles.VARIABLE);
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_SOCKET");     // ours, if at all
        builder.environment().putAll(environment);
        builder.environment().put("XDG_ACTIVATION_TOKEN", activationToken);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.inheritIO();
        Process child = builder.start();
        running.add(child);
        child.onExit().thenAccept(gone -> {
            running.remove(gone);
            ended.accept(gone.exitValue());
        });
    }

    /** As {@link #start}, of a program that the session does without. */
    void startOptional(String name, List<String> command, Path directory, String activationToken) {
        try {
            start(command, directory, activationToken, status -> {
                if (status != 0) {
                    LOG.info("{} has ended with status {}", name, status);
                }
            });
        } catch (IOException refused) {
            LOG.warn("{} is not started: {}", name, refused.getMessage());
        }
    }

    /** Turns the loop meanwhile: who saves his work when he is to end may have to ask the compositor something. */
    @Override
    public void close() {
        running.forEach(Process::destroy);
        try {
            long end = System.nanoTime() + GRACE_NANOS;
            while (!running.isEmpty() && System.nanoTime() - end < 0) {
                loop.dispatch(STEP_NANOS);
            }
        } finally {
            running.forEach(Process::destroyForcibly);
        }
    }
}
