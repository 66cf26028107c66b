package org.breakwater.tests.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** breakwater-session, with a systemd and a message bus that only write down what they are told. */
class LoginSessionTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final int PAUSE_MILLIS = 20;

    /** Something of the outside world. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    @TempDir
    private Path scratch;
    private Process session;

    @BeforeEach
    void install() throws IOException {
        Path script = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(script.resolve("compositor"))) {
            script = script.getParent();
        }
        Path bin = Files.createDirectories(scratch.resolve("compositor/bin"));
        Files.copy(script.resolve("compositor/bin/breakwater-session"), bin.resolve("breakwater-session"));
        StringBuilder line = new StringBuilder("exec");
        Program.command().forEach(word -> line.append(" '").append(word).append('\''));
        script("compositor/bin/breakwater", line + " \"$@\"");
        script("tools/systemctl", """
                echo "systemctl $*" >> calls
                case "$*" in *cat*) exit 1 ;; *import*) echo "with $WAYLAND_DISPLAY" >> calls ;; esac
                """);
        script("tools/dbus-update-activation-environment", "echo \"dbus $*\" >> calls");
        script("tools/dbus-daemon", "sleep 1000 > bus.log 2>&1 & echo unix:path=/harbour; echo $! | tee bus.pid");
        write("config/breakwater/config.toml", """
                [session]
                start = ["echo $$ > started; exec sleep 1000"]
                """);
        write("config/autostart/lights.desktop", """
                [Desktop Entry]
                Type=Application
                Exec=sh -c "echo \\\\$XDG_CURRENT_DESKTOP \\\\$XDG_SESSION_TYPE \\\\$WAYLAND_DISPLAY > lights.new; mv lights.new lights"
                """);
    }

    @AfterEach
    void kill() {
        session.descendants().forEach(ProcessHandle::destroyForcibly);
        session.destroyForcibly();
    }

    @Test
    void itsServicesLearnOfItAndEndWithIt() throws Exception {
        start("compositor/bin/breakwater-session", "--backend", "headless");
        await("the autostart entry was started", () -> exists("lights"));
        assertEquals("Breakwater wayland wayland-0\n", read("lights"));
        String names = "XDG_CURRENT_DESKTOP XDG_SESSION_DESKTOP XDG_SESSION_TYPE WAYLAND_DISPLAY";
        await("systemd was told", () -> calls().contains("systemctl --user start breakwater-session.target"));
        assertEquals(List.of("dbus " + names,
                "systemctl --user show-environment",
                "systemctl --user import-environment " + names,
                "with wayland-0",
                "systemctl --user cat breakwater-session.target",
                "systemctl --user link --runtime " + scratch.toRealPath()
                        + "/compositor/session/breakwater-session.target",
                "systemctl --user start breakwater-session.target"), calls());
        await("the configured program was started", () -> exists("started"));
        ProcessHandle started = ProcessHandle.of(Long.parseLong(read("started").strip())).orElseThrow();
        ProcessHandle bus = ProcessHandle.of(Long.parseLong(read("bus.pid").strip())).orElseThrow();
        ProcessHandle compositor = started.parent().orElseThrow();
        await("what has ended is reaped", () -> children(compositor).equals(List.of(started.pid())));

        session.destroy();
        assertEquals(0, end());
        assertEquals(List.of("systemctl --user stop breakwater-session.target graphical-session.target",
                "systemctl --user unset-environment " + names), calls().stream()
                .filter(call -> call.contains(" stop ") || call.contains("unset")).toList());
        assertFalse(started.isAlive());
        await("the bus has ended", () -> hasEnded(bus));
        assertEquals(List.of(), left());
    }

    @Test
    void withoutSystemdItRunsAllTheSame() throws Exception {
        script("tools/systemctl", "echo \"systemctl $*\" >> calls; exit 1");
        script("tools/dbus-update-activation-environment", "exit 1");
        write("config/breakwater/config.toml", "session.start = []\nsession.autostart = false\n");
        start("compositor/bin/breakwater-session", "--backend", "headless", "--", "sh", "-c",
                "echo $WAYLAND_DISPLAY > shown; exit 7");
        assertEquals(7, end());
        assertEquals("wayland-0\n", read("shown"));
        assertEquals(List.of("systemctl --user show-environment", "systemctl --user show-environment"),
                calls());
        assertFalse(exists("lights"));
        assertEquals(List.of(), left());
    }

    @Test
    void whatDoesNotStartIsTold() throws Exception {
        start("compositor/bin/breakwater-session", "--backend", "submarine");
        assertEquals(2, end());
        assertTrue(read("log").contains("--backend is auto, headless, wayland or drm"), read("log"));
        assertEquals(List.of(), calls());
        assertEquals(List.of(), left());
    }

    @Test
    void inAWindowOfAnotherSessionTheServicesAreThatSessions() throws Exception {
        start("compositor/bin/breakwater-session", "--backend", "headless", "--", "env",
                "WAYLAND_DISPLAY=wayland-0", "compositor/bin/breakwater-session", "--backend", "headless", "--",
                "sh", "-c", "echo $WAYLAND_DISPLAY > inner");
        assertEquals(0, end());
        assertEquals("wayland-1\n", read("inner"));
        assertEquals(1, calls().stream().filter(call -> call.contains(" start ")).count());
        assertEquals(1, calls().stream().filter(call -> call.contains(" stop ")).count());
    }

    @Test
    void aRuntimeDirectoryIsMadeWhereThereIsNone() throws Exception {
        Path made = withoutRuntimeDirectory();
        write("config/breakwater/config.toml", "session.start = []\nsession.autostart = false\n");
        start("env", "-u", "XDG_RUNTIME_DIR", "TMPDIR=" + made.getParent(),
                "compositor/bin/breakwater-session", "--backend", "headless", "--", "sh", "-c",
                "echo $XDG_RUNTIME_DIR > shown");
        assertEquals(0, end(), read("log"));
        assertEquals(made + "\n", read("shown"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    }

    @Test
    void aRuntimeDirectoryOfSomebodyElsesMakingIsRefused() throws Exception {
        Path made = withoutRuntimeDirectory();
        Files.createSymbolicLink(made, Files.createDirectories(scratch.resolve("elsewhere")));
        start("env", "-u", "XDG_RUNTIME_DIR", "TMPDIR=" + made.getParent(),
                "compositor/bin/breakwater-session", "--backend", "headless");
        assertEquals(3, end());
        assertTrue(read("log").contains(made + " is not ours"), read("log"));
    }

    /** Where one would be made; nowhere on a machine that has made it. */
    private Path withoutRuntimeDirectory() throws IOException {
        Object user = Files.getAttribute(scratch, "unix:uid");
        assumeFalse(Files.isDirectory(Path.of("/run/user/" + user)), "/run/user/" + user + " is there");
        return Files.createDirectories(scratch.resolve("tmp")).resolve("runtime-" + user);
    }

    private void start(String... command) throws IOException {
        Path runtime = Files.createDirectories(scratch.resolve("run"));
        Files.setPosixFilePermissions(runtime,
                PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("DBUS_"));
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
        builder.environment().put("XDG_CONFIG_HOME", scratch.resolve("config").toString());
        builder.environment().put("XDG_CONFIG_DIRS", scratch.resolve("none").toString());
        builder.environment().put("PATH", scratch.resolve("tools") + ":" + System.getenv("PATH"));
        session = builder.redirectErrorStream(true)
                .redirectOutput(scratch.resolve("log").toFile()).start();
    }

    private int end() throws Exception {
        assertTrue(session.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still runs");
        return session.exitValue();
    }

    /** It is nobody's child any more, and may wait for somebody to look at its status. */
    private static boolean hasEnded(ProcessHandle process) throws IOException {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    /** Zombies among them. */
    private static List<Long> children(ProcessHandle of) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + of.pid() + "/task"))) {
            StringBuilder children = new StringBuilder();
            for (Path thread : threads.toList()) {
                children.append(Files.readString(thread.resolve("children"))).append(' ');
            }
            return Stream.of(children.toString().trim().split("\\s+")).filter(pid -> !pid.isEmpty())
                    .map(Long::valueOf).toList();
        }
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(scratch.resolve("run"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> calls() throws IOException {
        return exists("calls") ? Files.readAllLines(scratch.resolve("calls")) : List.of();
    }

    private boolean exists(String file) {
        return Files.exists(scratch.resolve(file));
    }

    private String read(String file) throws IOException {
        return Files.readString(scratch.resolve(file));
    }

    private void write(String file, String text) throws IOException {
        Path path = scratch.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void script(String file, String lines) throws IOException {
        write(file, "#!/bin/sh\n" + lines + "\n");
        assertTrue(scratch.resolve(file).toFile().setExecutable(true));
    }

    private static void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < end, () -> "still not so: " + what);
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stop) {
                throw new AssertionError("interrupted while waiting for: " + what, stop);
            }
        }
    }
}
