package org.breakwater.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Breakwater as its launcher starts it, headless, with a runtime directory of its own. */
final class Compositor implements AutoCloseable {
    private static final Pattern HEAP = Pattern.compile("(?:total|committed) \\d+K, used (\\d+)K");

    private final Path runtimeDir;
    private final Process process;
    private final String display;

    private Compositor(Path runtimeDir, Process process, String display) {
        this.runtimeDir = runtimeDir;
        this.process = process;
        this.display = display;
    }

    static Compositor start(String... arguments) throws IOException {
        Path runtimeDir = Files.createTempDirectory("breakwater-bench");
        List<String> command = new ArrayList<>(List.of("compositor/bin/breakwater", "--backend",
                "headless", "--output", "1920x1080"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_RUNTIME_DIR", runtimeDir.toString());
        builder.environment().put("XDG_CONFIG_HOME", runtimeDir.toString());
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.redirectError(runtimeDir.resolve("log").toFile());
        Process process = builder.start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(),
                StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException(Files.readString(runtimeDir.resolve("log")));
        }
        return new Compositor(runtimeDir, process, line.substring("WAYLAND_DISPLAY=".length()));
    }

    Path socket() {
        return runtimeDir.resolve(display);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has written on stderr. */
    String log() throws IOException {
        return Files.readString(runtimeDir.resolve("log"));
    }

    /** What it holds, by the kernel's and the JVM's account, after a collection of garbage. */
    String holds() throws IOException {
        return descriptors() + " descriptors, " + clientMappings() + " mappings of clients' files, "
                + heapKiB() + " KiB of heap, " + statusKiB("VmRSS") + " KiB resident";
    }

    int descriptors() throws IOException {
        try (Stream<Path> fds = Files.list(proc().resolve("fd"))) {
            return (int) fds.count();
        }
    }

    private long clientMappings() throws IOException {
        try (Stream<String> maps = Files.lines(proc().resolve("maps"))) {
            return maps.filter(line -> line.contains("/memfd:")).count();
        }
    }

    long heapKiB() throws IOException {
        jcmd("GC.run");
        Matcher used = HEAP.matcher(jcmd("GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }

    private long statusKiB(String field) throws IOException {
        for (String line : Files.readAllLines(proc().resolve("status"))) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return -1;
    }

    /** Of all its threads, in milliseconds. */
    long processorMillis() {
        return process.toHandle().info().totalCpuDuration().map(java.time.Duration::toMillis)
                .orElse(-1L);
    }

    private Path proc() {
        return Path.of("/proc", String.valueOf(process.pid()));
    }

    private String jcmd(String command) throws IOException {
        Path java = Files.readSymbolicLink(proc().resolve("exe"));
        Process jcmd = new ProcessBuilder(java.resolveSibling("jcmd").toString(),
                String.valueOf(process.pid()), command).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            try (Stream<Path> left = Files.walk(runtimeDir)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
