package org.breakwater.tests.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A compositor that runs, in a runtime directory of its own, with what it took to start. */
final class Running implements AutoCloseable {
    private static final List<String> AS_NOBODY = List.of("setpriv", "--reuid=65534",
            "--regid=65534", "--clear-groups");

    private final Contender contender;
    private final Path directory;
    private final Path client;
    private final Process process;
    private final double millisToSocket;
    private final double millisToFrame;

    private Running(Contender contender, Path directory, Path client, Process process,
            double millisToSocket, double millisToFrame) {
        this.contender = contender;
        this.directory = directory;
        this.client = client;
        this.process = process;
        this.millisToSocket = millisToSocket;
        this.millisToFrame = millisToFrame;
    }

    /** Starts it with a client that waits for its socket already; returns when that was shown. */
    static Running start(Contender contender, Size size, Path program) throws IOException {
        Path directory = Files.createTempDirectory("compare",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path client = Files.copy(program, directory.resolve("bench-client"));
        List<String> command = contender.command(directory, size);
        if (contender.asNobody()) {
            for (Path path : List.of(directory, client)) {
                Files.setAttribute(path, "unix:uid", 65534);
                Files.setAttribute(path, "unix:gid", 65534);
            }
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
        Process waiting = builder(contender, directory,
                List.of(client.toString(), "0", "start", Contender.SOCKET)).start();
        BufferedReader says = waiting.inputReader(StandardCharsets.UTF_8);
        says.readLine();
        ProcessBuilder builder = builder(contender, directory, command);
        builder.environment().putAll(contender.environment());
        builder.redirectOutput(directory.resolve("log").toFile());
        builder.redirectErrorStream(true);
        long start = System.nanoTime();
        Process process = builder.start();
        // If this is interrupted it leaves nothing behind that runs.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Map<String, Double> said = values(says);
        if (!said.containsKey("frame-at")) {
            String log = Files.readString(directory.resolve("log"));
            process.destroyForcibly();
            throw new IOException(contender.title() + " does not start:\n" + log);
        }
        return new Running(contender, directory, client, process,
                (said.get("socket-at") - start) / 1e6, (said.get("frame-at") - start) / 1e6);
    }

    private static ProcessBuilder builder(Contender contender, Path directory, List<String> command) {
        List<String> whole = new ArrayList<>(contender.asNobody() ? AS_NOBODY : List.of());
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("XDG_RUNTIME_DIR", directory.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        return builder;
    }

    private static Map<String, Double> values(BufferedReader lines) throws IOException {
        Map<String, Double> values = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            values.put(words[0], Double.valueOf(words[1]));
        }
        return values;
    }

    Contender contender() {
        return contender;
    }

    double millisToSocket() {
        return millisToSocket;
    }

    double millisToFrame() {
        return millisToFrame;
    }

    /** Runs the client in one of its modes to its end; what it said, by name. */
    Map<String, Double> measure(Object... arguments) throws IOException, InterruptedException {
        Process running = client(arguments);
        Map<String, Double> values = values(running.inputReader(StandardCharsets.UTF_8));
        if (running.waitFor() != 0) {
            throw new IOException(contender.title() + ": the client failed at "
                    + List.of(arguments) + "\n" + Files.readString(directory.resolve("log")));
        }
        return values;
    }

    /** The proportional set size in MiB while the client shows so many windows, each a client. */
    double memoryWith(int windows, int side, long settleMillis)
            throws IOException, InterruptedException {
        Process holding = client("windows", windows, side);
        String line = holding.inputReader(StandardCharsets.UTF_8).readLine();
        if (!"shown".equals(line)) {
            throw new IOException(contender.title() + " does not show " + windows + " windows");
        }
        Thread.sleep(settleMillis);
        double memory = memory();
        holding.getOutputStream().close();
        holding.waitFor();
        return memory;
    }

    /** The proportional set size in MiB. */
    double memory() throws IOException {
        for (String line : Files.readAllLines(
                Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup"))) {
            if (line.startsWith("Pss:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("the kernel does not tell the set size of " + process.pid());
    }

    private Process client(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(client.toString(),
                String.valueOf(process.pid())));
        for (Object argument : arguments) {
            command.add(String.valueOf(argument));
        }
        ProcessBuilder builder = builder(contender, directory, command);
        builder.environment().put("WAYLAND_DISPLAY", Contender.SOCKET);
        return builder.start();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (Stream<Path> left = Files.walk(directory)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
