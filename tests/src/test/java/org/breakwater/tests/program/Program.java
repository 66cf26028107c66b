package org.breakwater.tests.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The compositor as a process of its own, with a runtime directory of its own; killed if it outlives its test. */
public final class Program implements AutoCloseable {
    static final int DEADLINE_SECONDS = 60;

    private final Path runtimeDir;
    private final Path errors;
    private final Process process;
    private final BufferedReader out;

    private Program(Path runtimeDir, Path errors, Process process) {
        this.runtimeDir = runtimeDir;
        this.errors = errors;
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs {@code breakwater ARGUMENTS} in an empty runtime directory below {@code scratch}. */
    public static Program start(Path scratch, String... arguments) throws IOException {
        return start(scratch, List.of(), arguments);
    }

    /** {@code environment}: NAME=VALUE. */
    public static Program start(Path scratch, List<String> environment, String... arguments) throws IOException {
        return start(scratch, environment, List.of(), arguments);
    }

    /** {@code runner}: a command that runs the one that is given to it. */
    public static Program start(Path scratch, List<String> environment, List<String> runner,
            String... arguments) throws IOException {
        Path runtimeDir = Files.createDirectories(scratch.resolve("run"));
        Files.setPosixFilePermissions(runtimeDir,
                java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        Path errors = scratch.resolve("stderr");
        List<String> command = new ArrayList<>(runner);
        command.addAll(command(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_RUNTIME_DIR", runtimeDir.toString());
        builder.environment().put("XDG_CONFIG_HOME", scratch.toString());
        builder.environment().remove("WAYLAND_DISPLAY");
        for (String setting : environment) {
            int equals = setting.indexOf('=');
            builder.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        return new Program(runtimeDir, errors, builder.start());
    }

    /** The JVM that runs this test, on the same class path. */
    public static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                "org.breakwater.compositor.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    public Process process() {
        return process;
    }

    public Path runtimeDir() {
        return runtimeDir;
    }

    public String errors() throws IOException {
        return Files.readString(errors);
    }

    /** The next line of its standard output; null at the end. */
    String readLine() throws IOException {
        return out.readLine();
    }

    /** The name that it listens under. */
    public String awaitDisplay() throws IOException {
        String line = readLine();
        if (line == null || !line.startsWith("WAYLAND_DISPLAY=")) {
            throw new AssertionError("printed '" + line + "'; its errors: " + errors());
        }
        return line.substring("WAYLAND_DISPLAY=".length());
    }

    public int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after " + DEADLINE_SECONDS + " s; its errors: " + errors());
        }
        return process.exitValue();
    }

    /** The names of what is in its runtime directory. */
    public List<String> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(runtimeDir)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
