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
import org.breakwater.protocol.wire.Fd;
import org.breakwater.protocol.wire.UnixSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shell scripts in the place of compositors. */
final class CommandLauncherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path output;

    private Fd listening;
    /** Gives the runtime directory the socket on which this test listens. */
    private String open;

    @BeforeEach
    void listen() throws IOException {
        listening = UnixSocket.listen(output.resolve("socket"));
        open = "cd $XDG_RUNTIME_DIR; ln -s " + output.resolve("socket") + " wayland-7; : > wayland-7.lock; ";
    }

    @AfterEach
    void stopListening() {
        listening.close();
    }

    private CompositorProcess launch(String script) throws IOException {
        return new CommandLauncher(script, output.resolve("log").toFile()).launch();
    }

    @Test
    void findsTheSocketThatListensAndHasALock() throws IOException {
        try (CompositorProcess compositor = launch(
                ": > $XDG_RUNTIME_DIR/other; : > $XDG_RUNTIME_DIR/other.lock; " + open + "sleep 60")) {
            assertEquals("wayland-7", compositor.socket().getFileName().toString());
            assertNull(compositor.control());
            assertTrue(compositor.process().isAlive());
        }
    }

    @Test
    void seesTheSignalThatKilledIt() throws IOException {
        try (CompositorProcess compositor = launch(open + "kill -BUS $$")) {
            assertEquals("dies: SIGBUS", compositor.awaitDeath(Deadline.in(PATIENCE)).toString());
        }
    }

    @Test
    void seesTheSignalThroughAShell() throws IOException {
        try (CompositorProcess compositor = launch(open + "sh -c 'kill -SEGV $$'; exit $?")) {
            assertEquals("dies: SIGSEGV", compositor.awaitDeath(Deadline.in(PATIENCE)).toString());
        }
    }

    @Test
    void endsEverythingThatItStarted() throws Exception {
        Path pids = output.resolve("pids");
        CompositorProcess compositor = launch("(sleep 60 & echo $! > " + pids + "); " + open + "sleep 60");
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
