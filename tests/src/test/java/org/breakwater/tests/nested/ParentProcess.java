package org.breakwater.tests.nested;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Another compositor, headless, in a runtime directory of its own, and programs that are its clients. */
final class ParentProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE_MILLIS = 20;
    private static final List<String> AS_NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534",
            "--clear-groups");

    /** Something of the outside world. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    private final Path directory;
    private final String name;
    private final boolean asNobody;
    private final List<Process> processes = new ArrayList<>();
    private final Process process;
    private final String socket;

    private ParentProcess(Path directory, boolean asNobody, List<String> environment,
            List<String> command) throws IOException {
        this.directory = directory;
        this.name = command.get(0);
        this.asNobody = asNobody;
        process = start("parent", environment, command);
        String[] found = new String[1];
        await("a socket", () -> {
            found[0] = socketIn(directory);
            return found[0] != null || !process.isAlive();
        });
        if (found[0] == null) {
            throw new AssertionError("it does not start:\n" + printedBy("parent"));
        }
        socket = found[0];
    }

    static ParentProcess weston(Path directory) throws IOException {
        Files.writeString(directory.resolve("weston.ini"), """
                [core]
                idle-time=0
                [shell]
                panel-position=none
                locking=false
                animation=none
                startup-animation=none
                [input-method]
                path=
                """);
        return new ParentProcess(directory, false, List.of(), List.of("weston",
                "--backend=headless-backend.so", "--use-pixman", "--debug", "--width=800",
                "--height=600", "--config=" + directory.resolve("weston.ini")));
    }

    /** It refuses to run as root; where we are, it and the clients that are started here run as another user. */
    static ParentProcess sway(Path directory) throws IOException {
        Files.writeString(directory.resolve("sway.config"), """
                xwayland disable
                output * mode --custom 800x600@60Hz position 0 0 bg #203040 solid_color
                default_border none
                default_floating_border none
                """);
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.toList()) {
                    Files.setAttribute(file, "unix:uid", 65534);
                    Files.setAttribute(file, "unix:gid", 65534);
                }
            }
        }
        return new ParentProcess(directory, root, List.of("WLR_BACKENDS=headless",
                "WLR_RENDERER=pixman", "WLR_LIBINPUT_NO_DEVICES=1"),
                List.of("sway", "--config", directory.resolve("sway.config").toString()));
    }

    /** Where it listens. */
    Path socket() {
        return directory.resolve(socket);
    }

    /** Runs a client to its end; {@code name}: of the file with what it prints. */
    void runClient(String name, String... command) throws IOException {
        Process client = start(name, List.of("WAYLAND_DISPLAY=" + socket), List.of(command));
        await(name + "'s end", () -> !client.isAlive());
        if (client.exitValue() != 0) {
            throw new AssertionError(name + " failed:\n" + printedBy(name));
        }
    }

    private String printedBy(String name) throws IOException {
        return Files.readString(directory.resolve(name + ".log"));
    }

    /** The picture that a client saves; the newest is kept as {@code target/screenshots/in-NAME.png}. */
    BufferedImage picture(String... command) throws IOException {
        runClient("screenshot", command);
        try (Stream<Path> files = Files.list(directory)) {
            Path file = files.filter(each -> each.toString().endsWith(".png")).findFirst().orElseThrow();
            BufferedImage image = ImageIO.read(file.toFile());
            Path kept = Files.createDirectories(Path.of("target", "screenshots")).resolve("in-" + name + ".png");
            Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(file);
            return image;
        }
    }

    /** As a crash would. */
    void kill() {
        process.destroyForcibly();
    }

    /** Has it stand still, and go on: what {@code kill -STOP} and {@code -CONT} do. */
    void signal(String name) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        try {
            if (kill.waitFor() != 0) {
                throw new AssertionError("no signal can be sent");
            }
        } catch (InterruptedException stop) {
            throw new AssertionError("interrupted while sending a signal", stop);
        }
    }

    /** Asks again and again until it is so. */
    static void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + PATIENCE_SECONDS + " s still not: " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stop) {
                throw new AssertionError("interrupted while waiting for " + what, stop);
            }
        }
    }

    @Override
    public void close() {
        for (Process each : processes) {
            List<ProcessHandle> children = each.descendants().toList();
            each.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private Process start(String name, List<String> environment, List<String> command)
            throws IOException {
        List<String> whole = new ArrayList<>(asNobody ? AS_NOBODY : List.of());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().remove("DISPLAY");
        for (String setting : environment) {
            int equals = setting.indexOf('=');
            builder.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Process started = builder.start();
        processes.add(started);
        return started;
    }

    private static String socketIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("wayland-\\d")).findFirst().orElse(null);
        }
    }
}
