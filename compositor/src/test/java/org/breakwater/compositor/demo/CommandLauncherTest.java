package org.breakwater.compositor.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shell scripts in the place of compositors. */
final class CommandLauncherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OPEN = "cd $XDG_RUNTIME_DIR; : > wayland-7; : > wayland-7.lock; ";

    @TempDir
    private Path output;

    private CompositorProcess launch(String script) throws IOException {
        return new CommandLauncher(script, output.resolve("log").toFile()).launch();
    }

    @Test
    void findsTheSocketByItsLock() throws IOException {
        try (CompositorProcess compositor = launch(": > $XDG_RUNTIME_DIR/other.lock; " + OPEN + "sleep 60")) {
            assertEquals("wayland-7", compositor.socket().getFileName().toString());
            assertNull(compositor.control());
            assertTrue(compositor.process().isAlive());
        }
    }

    @Test
    void seesTheSignalThatKilledIt() throws IOException {
        try (CompositorProcess compositor = launch(OPEN + "kill -BUS $$")) {
            assertEquals("dies: SIGBUS", compositor.awaitDeath(Deadline.in(PATIENCE)).toString());
        }
    }

    @Test
    void seesTheSignalThroughAShell() throws IOException {
        try (CompositorProcess compositor = launch(OPEN + "sh -c 'kill -SEGV $$'; exit $?")) {
            assertEquals("dies: SIGSEGV", compositor.awaitDeath(Deadline.in(PATIENCE)).toString());
        }
    }

    @Test
    void endsEverythingThatItStarted() throws Exception {
        Path pids = output.resolve("pids");
        CompositorProcess compositor = launch("(sleep 60 & echo $! > " + pids + "); " + OPEN + "sleep 60");
        Path directory = compositor.socket().getParent();
        ProcessHandle orphan = ProcessHandle.of(Long.parseLong(Files.readString(pids).strip())).orElseThrow();
        assertTrue(orphan.isAlive());
        compositor.close();
        awaitEnd(orphan);
        assertFalse(compositor.process().isAlive());
        assertFalse(Files.exists(directory));
    }

    @Test
    void oneThatEndsAtOnceIsAnError() {
        IOException failed = assertThrows(IOException.class, () -> launch("exit 3"));
        assertTrue(failed.getMessage().startsWith("'exit 3' ended at once"), failed.getMessage());
    }

    /** Killed means gone or a zombie that nobody has waited for. */
    private static void awaitEnd(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "stat");
        Deadline deadline = Deadline.in(PATIENCE);
        while (process.isAlive() && Files.exists(status)
                && !Files.readString(status).replaceFirst(".*\\) ", "").startsWith("Z")) {
            assertFalse(deadline.hasPassed(), "the process lives on");
            Thread.onSpinWait();
        }
    }
}
