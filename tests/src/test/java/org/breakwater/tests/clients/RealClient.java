package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.render.geometry.Rect;

/**
 * A program that runs as a client of a {@link LiveServer}; what it prints goes to a file under
 * target.
 */
final class RealClient implements AutoCloseable {
    private static final Path TARGET = Path.of("target");
    /** Programs on a busy machine, the first of which reads its fonts from the disk. */
    private static final Duration STARTED = Duration.ofSeconds(60);

    private final LiveServer live;
    private final String name;
    private final Path output;
    private final Process process;

    private RealClient(LiveServer live, String name, Path output, Process process) {
        this.live = live;
        this.name = name;
        this.output = output;
        this.process = process;
        // So that a wait for its end is woken.
        process.onExit().thenRun(() -> live.loop().post(() -> { }));
    }

    /** {@code name}: of its output's file and of its pictures. */
    static RealClient start(LiveServer live, String name, String... command) {
        try {
            Path output = Files.createDirectories(TARGET.resolve("clients")).resolve(name + ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment(live));
            return new RealClient(live, name, output, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(LiveServer live) {
        String directory = live.directory().toString();
        return Map.ofEntries(
                Map.entry("PATH", System.getenv("PATH")),
                Map.entry("HOME", directory),
                Map.entry("XDG_RUNTIME_DIR", directory),
                Map.entry("XDG_CONFIG_HOME", directory),
                Map.entry("WAYLAND_DISPLAY", live.socketName()),
                Map.entry("LC_ALL", "C.UTF-8"),
                Map.entry("LIBGL_ALWAYS_SOFTWARE", "1"),
                Map.entry("MESA_SHADER_CACHE_DISABLE", "true"),
                Map.entry("GDK_BACKEND", "wayland"),
                Map.entry("GSK_RENDERER", "cairo"),
                Map.entry("GTK_A11Y", "none"),
                Map.entry("GSETTINGS_BACKEND", "memory"));
    }

    /** What it has printed so far. */
    String printed() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its only window, and gives the place of its geometry in the layout. */
    Rect awaitWindow() {
        await("a window", () -> live.windows().size() == 1);
        return live.windows().get(0);
    }

    /** As {@link #awaitPicture(OutputRenderer, String, Consumer)}, of the first output. */
    Picture awaitPicture(String picture, Consumer<Picture> check) {
        return awaitPicture(live.output(), picture, check);
    }

    /**
     * Looks at every frame until one passes the check, which throws as assertions do. The last
     * one is kept as {@code target/screenshots/NAME-PICTURE.png}, or {@code NAME.png}.
     */
    Picture awaitPicture(OutputRenderer output, String picture, Consumer<Picture> check) {
        Sight sight = new Sight(output, check);
        boolean right = live.turnsInto(STARTED, () -> sight.isRight() || !process.isAlive());
        save(name + (picture.isEmpty() ? "" : "-" + picture), sight.last);
        if (!right || sight.wrong != null) {
            throw new AssertionError(explain("does not look right"), sight.wrong);
        }
        return sight.last;
    }

    /** Waits while it runs. */
    void await(String what, BooleanSupplier condition) {
        boolean[] reached = new boolean[1];
        live.turnsInto(STARTED, () -> {
            reached[0] = condition.getAsBoolean();
            return reached[0] || !process.isAlive();
        });
        if (!reached[0]) {
            throw new AssertionError(explain("has not come to: " + what));
        }
    }

    /** Waits for it to end by itself, and well. */
    void awaitEnd() {
        awaitExit();
        assertEquals(0, process.exitValue(), () -> explain("failed"));
    }

    /** Waits for it to end by itself, however. */
    void awaitExit() {
        if (!live.turnsInto(STARTED, () -> !process.isAlive())) {
            throw new AssertionError(explain("has not ended"));
        }
    }

    /** Asks its windows to close, as a user does, and waits for all that was held for it. */
    void closeWindows() {
        live.closeWindows();
        awaitEnd();
        live.awaitNothingHeld();
    }

    /** Ends it at once, as a crash would. */
    void kill() {
        process.destroyForcibly();
    }

    /** Leaves nothing behind of a client whose test has failed. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        live.turnsInto(LiveServer.SOON, () -> !process.isAlive());
    }

    private String explain(String problem) {
        String end = process.isAlive() ? "still runs" : "ended with status " + process.exitValue();
        try (Stream<String> lines = printed().lines()) {
            return name + " " + problem + "; it " + end + "; the windows are " + live.windows()
                    + "; it printed:\n" + String.join("\n", lines.limit(40).toList());
        }
    }

    private static void save(String name, Picture picture) {
        try {
            Path directory = Files.createDirectories(TARGET.resolve("screenshots"));
            Files.write(directory.resolve(name + ".png"), picture.png());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest frame of an output, and what is wrong with it. */
    private final class Sight {
        private final OutputRenderer output;
        private final Consumer<Picture> check;
        private long seen = -1;
        private Picture last;
        private AssertionError wrong;

        Sight(OutputRenderer output, Consumer<Picture> check) {
            this.output = output;
            this.check = check;
        }

        boolean isRight() {
            if (output.refreshes() == seen) {
                return wrong == null;
            }
            seen = output.refreshes();
            last = live.server().picture(output);
            try {
                check.accept(last);
                wrong = null;
            } catch (AssertionError stillWrong) {
                wrong = stillWrong;
            }
            return wrong == null;
        }
    }
}
