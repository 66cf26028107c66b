package org.breakwater.tests.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.breakwater.compositor.Ledger;
import org.breakwater.compositor.Server;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.glue.OutputRenderer;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.server.ListeningSocket;
import org.breakwater.render.geometry.Rect;

/**
 * A compositor with headless outputs that listens in a runtime directory of its own. The test's
 * thread turns its loop, by waiting for something to become true. Closing it checks that clients
 * left nothing behind and that the compositor had nothing to complain of.
 */
final class LiveServer implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN = Duration.ofMillis(50).toNanos();
    static final OutputMode MODE = new OutputMode(1024, 768, 60_000);
    /** A colour that no client draws in. */
    static final int BACKGROUND = 0x204060;
    private static final String APPEARANCE = "[appearance]\nbackground = \"#204060\"\n";

    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final EventLoop loop;
    private final Server server;
    private final ListeningSocket socket;
    private final Path directory;
    private final HeldResources held;

    private LiveServer(Config config, List<OutputMode> modes) throws IOException {
        directory = Files.createTempDirectory("breakwater-clients",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        System.setErr(new PrintStream(new Tee(stderr, log), true, StandardCharsets.UTF_8));
        loop = new EventLoop(Clock.monotonic());
        server = Server.create(loop, new ServerOptions(config, modes));
        socket = ListeningSocket.open(server.display(), directory, null);
        await("the first frames", SOON, () -> server.outputs().stream()
                .allMatch(output -> output.backend().shown() != null));
        held = HeldResources.now();
    }

    /** One output, {@link #MODE}. */
    static LiveServer start() {
        return start("", MODE);
    }

    /** {@code configuration}: what is added to the defaults, in TOML. */
    static LiveServer start(String configuration, OutputMode... modes) {
        ConfigResult read = ConfigReader.parse(APPEARANCE + configuration, "test");
        if (read instanceof ConfigResult.Rejected rejected) {
            throw new IllegalArgumentException(rejected.render());
        }
        try {
            return new LiveServer(((ConfigResult.Loaded) read).config(), List.of(modes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EventLoop loop() {
        return loop;
    }

    Server server() {
        return server;
    }

    OutputRenderer output() {
        return server.outputs().get(0);
    }

    /** Runtime directory and home of the clients. */
    Path directory() {
        return directory;
    }

    String socketName() {
        return socket.name();
    }

    /** Milliseconds, as input events have them. */
    int time() {
        return (int) (loop.clock().nanos() / 1_000_000);
    }

    /** The window geometries of mapped toplevels, in the layout, lowest first. */
    List<Rect> windows() {
        Desktop desktop = server.desktop();
        return desktop.stacking().stream().map(desktop::boundsOf).toList();
    }

    /** Asks every window to close. */
    void closeWindows() {
        server.desktop().stacking().forEach(Window::close);
    }

    /** Drags a window, as with the pointer. */
    void move(Window window, int dx, int dy) {
        Desktop desktop = server.desktop();
        assertTrue(desktop.beginMove(window, 0, 0), "the window can be moved");
        desktop.pointerMoved(dx, dy);
        desktop.endInteraction();
    }

    /** Turns the loop until the condition holds; fails if it does not in time. */
    void await(String what, Duration limit, BooleanSupplier condition) {
        if (!turnsInto(limit, condition)) {
            fail("after " + limit.toSeconds() + " s still not: " + what);
        }
    }

    /** Turns the loop until the condition holds, which is true, or the time is over, false. */
    boolean turnsInto(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        loop.dispatch(0);       // the tail of the turn in which the test did something
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            loop.dispatch(Math.min(left, LOOK_AGAIN));      // it may be of something outside
        }
        return true;
    }

    /** Waits for everything held for clients to be given back, down to the last descriptor. */
    void awaitNothingHeld() {
        turnsInto(SOON, () -> server.ledger().equals(Ledger.ZERO));
        assertEquals(Ledger.ZERO, server.ledger());
        // Helper threads close files without telling the loop.
        long end = System.nanoTime() + SOON.toNanos();
        while (holdsSomething() && System.nanoTime() < end) {
            loop.dispatch(Duration.ofMillis(10).toNanos());
        }
        assertEquals(held, HeldResources.now());
    }

    /** Whether the kernel sees more or less held than before the first client. */
    boolean holdsSomething() {
        return !HeldResources.now().equals(held);
    }

    /** What the compositor warned of. */
    List<String> complaints() {
        return log.toString(StandardCharsets.UTF_8).lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")).toList();
    }

    @Override
    public void close() {
        try {
            awaitNothingHeld();
            assertEquals(0, loop.uncaughtCount(), "callbacks that failed");
            assertEquals(List.of(), complaints());
        } finally {
            socket.close();
            server.close();
            loop.close();
            System.setErr(stderr);
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Tee extends OutputStream {
        private final OutputStream one;
        private final OutputStream other;

        Tee(OutputStream one, OutputStream other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public void write(int value) throws IOException {
            one.write(value);
            other.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            one.write(bytes, offset, length);
            other.write(bytes, offset, length);
        }
    }
}
