package org.breakwater.tests.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A login session with a real systemd of the user's, in name spaces of its own: for this, one takes the machine for
 * booted with systemd where /run says so.
 */
class SystemdTest {
    private static final int PATIENCE_SECONDS = 90;
    private static final int NOT_HERE = 77;
    private static final String GROUP = "breakwater-test-" + ProcessHandle.current().pid();
    /** A systemd takes over the control groups that it finds itself in, with all that is there: so it gets new ones. */
    private static final String SCRIPT = """
            while IFS=: read -r number controller path; do
                case $controller in
                    "") hierarchy=/sys/fs/cgroup/unified; [ -d $hierarchy ] || hierarchy=/sys/fs/cgroup ;;
                    *) hierarchy=/sys/fs/cgroup/${controller#name=} ;;
                esac
                group=$hierarchy$path/$GROUP
                if [ -d $hierarchy ] && ! { mkdir $group && echo 0 > $group/cgroup.procs; }; then
                    case $controller in
                        cpuset) rmdir $group ;;     # not of systemd's
                        *) exit 77 ;;
                    esac
                fi
            done < /proc/self/cgroup
            mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/system || exit 77
            export XDG_RUNTIME_DIR=/run/user/0
            mkdir -p $XDG_RUNTIME_DIR && chmod 700 $XDG_RUNTIME_DIR
            /usr/lib/systemd/systemd --user > manager.log 2>&1 &
            i=0
            until [ -S $XDG_RUNTIME_DIR/systemd/private ]; do
                i=$((i + 1)); [ $i -lt 200 ] || exit 77
                sleep 0.05
            done
            compositor/bin/breakwater-session --backend headless -- sh -c '
                until [ -e lamp ]; do sleep 0.05; done
                systemctl --user is-active breakwater-session.target graphical-session.target > during
                exit 5'
            status=$?
            systemctl --user is-active breakwater-session.target graphical-session.target lamp.service > after
            systemctl --user show-environment > environment
            exit $status
            """;

    @TempDir
    private Path scratch;

    @Test
    void servicesOfTheSessionBeginWithItKnowItAndEndWithIt() throws Exception {
        assumeTrue(Files.getAttribute(scratch, "unix:uid").equals(0), "name spaces are root's to make");
        assumeTrue(Files.isExecutable(Path.of("/usr/lib/systemd/systemd")), "systemd is not installed");
        assumeTrue(apart("true").start().waitFor() == 0, "no name spaces are to be had");
        install();
        ProcessBuilder builder = apart(SCRIPT);
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("DBUS_"));
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().put("HOME", scratch.toString());
        builder.environment().put("GROUP", GROUP);
        Path log = scratch.resolve("log");
        Process machine = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertTrue(machine.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still runs: " + text("log"));
            assumeTrue(machine.exitValue() != NOT_HERE, () -> "no systemd runs here: " + text("log")
                    + text("manager.log"));
            assertEquals(5, machine.exitValue(), () -> text("log"));
        } finally {
            machine.destroyForcibly().waitFor();
            new ProcessBuilder("find", "/sys/fs/cgroup", "-depth", "-type", "d", "-path", "*/" + GROUP + "*", "-exec",
                    "rmdir", "{}", ";").start().waitFor();
        }
        assertEquals("active\nactive\n", text("during"));
        List<String> lamp = text("lamp").lines().toList();
        for (String variable : List.of("WAYLAND_DISPLAY=wayland-0", "XDG_CURRENT_DESKTOP=Breakwater",
                "XDG_SESSION_DESKTOP=breakwater", "XDG_SESSION_TYPE=wayland")) {
            assertTrue(lamp.contains(variable), variable);
        }
        assertEquals("inactive\ninactive\ninactive\n", text("after"));
        assertEquals(List.of(), text("environment").lines().filter(line -> line.startsWith("WAYLAND_DISPLAY=")
                || line.startsWith("XDG_CURRENT_DESKTOP=") || line.startsWith("XDG_SESSION_")).toList());
    }

    /** What ends with its shell. */
    private ProcessBuilder apart(String script) {
        return new ProcessBuilder("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c",
                script).directory(scratch.toFile());
    }

    /** The session as it is installed, with a compositor of this class path, and a service that wants a session. */
    private void install() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("compositor"))) {
            root = root.getParent();
        }
        for (String file : List.of("compositor/bin/breakwater-session",
                "compositor/session/breakwater-session.target")) {
            Files.createDirectories(scratch.resolve(file).getParent());
            Files.copy(root.resolve(file), scratch.resolve(file));
        }
        StringBuilder line = new StringBuilder("#!/bin/sh\nexec");
        Program.command().forEach(word -> line.append(" '").append(word).append('\''));
        Path launcher = Files.writeString(scratch.resolve("compositor/bin/breakwater"), line + " \"$@\"\n");
        assertTrue(launcher.toFile().setExecutable(true));
        Path units = Files.createDirectories(scratch.resolve(".config/systemd/user"));
        Path lamp = Files.writeString(units.resolve("lamp.service"), """
                [Unit]
                PartOf=graphical-session.target
                After=graphical-session.target
                [Service]
                ExecStart=/bin/sh -c 'env > %1$s/lamp.new; mv %1$s/lamp.new %1$s/lamp; exec sleep 1000'
                """.formatted(scratch));
        Path wants = Files.createDirectories(units.resolve("graphical-session.target.wants"));
        Files.createSymbolicLink(wants.resolve("lamp.service"), lamp);
    }

    private String text(String file) {
        try {
            return Files.exists(scratch.resolve(file)) ? Files.readString(scratch.resolve(file)) : "";
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
