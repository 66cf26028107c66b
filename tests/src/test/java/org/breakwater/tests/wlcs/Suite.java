package org.breakwater.tests.wlcs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the suite with our module and reads what it prints. A test that says nothing for too long is
 * ended with its process and has failed, as has one that takes its process down; the rest goes on in
 * another process.
 */
final class Suite {
    private static final Path PROGRAM = Path.of("/usr/lib/x86_64-linux-gnu/wlcs/wlcs");
    private static final Path SOURCES = Path.of("wlcs");
    private static final Path TARGET = Path.of("target", "wlcs");
    private static final Path MODULE = TARGET.resolve("breakwater.so");
    /** The suite's own longest wait is ten seconds. */
    private static final int DEADLINE_SECONDS = 60;
    private static final Pattern RUNS = Pattern.compile("\\[ RUN      ] (\\S+)");
    private static final Pattern ENDS =
            Pattern.compile("\\[ +(OK|FAILED|SKIP) +] (\\S+?),? .*\\(\\d+ ?ms\\)");
    private static final String REASON = "[          ] ";

    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final List<String> residues = new ArrayList<>();

    /** Every test that is not disabled, and how it ended. */
    static Suite run() throws IOException, InterruptedException {
        compile();
        List<String> names = names();
        Suite suite = new Suite();
        while (suite.outcomes.size() < names.size()) {
            int before = suite.outcomes.size();
            suite.runRest();
            if (suite.outcomes.size() == before) {
                throw new AssertionError("the suite runs none of the tests that are left");
            }
        }
        return suite;
    }

    Map<String, Outcome> outcomes() {
        return outcomes;
    }

    /** What tests have left behind in the compositor. */
    List<String> residues() {
        return residues;
    }

    private static void compile() throws IOException, InterruptedException {
        Files.createDirectories(TARGET);
        Process compiler = new ProcessBuilder("gcc", "-std=gnu11", "-O1", "-g", "-Wall", "-Wextra",
                "-Werror", "-shared", "-fPIC", "-pthread", "-o", MODULE.toString(),
                SOURCES.resolve("breakwater.c").toString(),
                SOURCES.resolve("first_configure.c").toString()).inheritIO().start();
        assertEquals(0, compiler.waitFor(), "gcc, libwayland-dev and wlcs are needed");
    }

    private static List<String> names() throws IOException {
        Process lister = new ProcessBuilder(PROGRAM.toString(), MODULE.toAbsolutePath().toString(),
                "--gtest_list_tests").start();
        List<String> names = new ArrayList<>();
        String group = "";
        try (BufferedReader lines = lister.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String name = line.replaceFirst("#.*", "").strip();
                if (!line.startsWith(" ")) {
                    group = name;
                } else if (!name.contains("DISABLED_")) {
                    names.add(group + name);
                }
            }
        }
        return names;
    }

    private void runRest() throws IOException, InterruptedException {
        Path flags = TARGET.resolve("flags");
        Files.writeString(flags, "--gtest_color=no\n--gtest_filter=*-"
                + String.join(":", outcomes.keySet()) + "\n");
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString(),
                MODULE.toAbsolutePath().toString(), "--gtest_flagfile=" + flags);
        builder.environment().put("LD_PRELOAD", MODULE.toAbsolutePath().toString());
        builder.environment().put("BREAKWATER_WLCS_SERVER", serverCommand());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        ExecutorService reading = Executors.newSingleThreadExecutor(Suite::daemon);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            try {
                read(lines, reading);
            } finally {     // a reader that waits is closed when what it reads from has ended
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                reading.shutdownNow();
            }
        }
    }

    private void read(BufferedReader lines, ExecutorService reading)
            throws IOException, InterruptedException {
        String running = null;
        List<String> said = new ArrayList<>();
        String line = next(lines, reading, said);
        for (; line != null; line = next(lines, reading, said)) {
            Matcher runs = RUNS.matcher(line);
            Matcher ends = ENDS.matcher(line);
            if (runs.lookingAt()) {
                running = runs.group(1);
                said.clear();
            } else if (running != null && ends.matches() && ends.group(2).equals(running)) {
                outcomes.put(running, outcome(ends.group(1), said));
                running = null;
            } else if (line.startsWith("[ RESIDUE  ] ")) {
                residues.add(running + ": " + line);
            } else {
                said.add(line);
            }
        }
        if (running != null) {
            said.add("the suite's process was ended, or ended itself");
            outcomes.put(running, new Outcome(Outcome.Kind.FAILED, said));
        }
    }

    /** Null: the process has ended, or is to be ended. */
    private static String next(BufferedReader lines, ExecutorService reading, List<String> said)
            throws IOException, InterruptedException {
        try {
            return reading.submit(lines::readLine).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            said.add("nothing was said for " + DEADLINE_SECONDS + " s");
            return null;
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private static Outcome outcome(String end, List<String> said) {
        return switch (end) {
            case "OK" -> new Outcome(Outcome.Kind.PASSED, said);
            case "FAILED" -> new Outcome(Outcome.Kind.FAILED, said);
            default -> new Outcome(Outcome.Kind.SKIPPED, said.stream()
                    .filter(line -> line.startsWith(REASON))
                    .map(line -> line.substring(REASON.length())).toList());
        };
    }

    /** The JVM that runs this test, on the same class path; what it logs goes to a file. */
    private static String serverCommand() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path")));
        command.add(ControlledServer.class.getName());
        StringBuilder line = new StringBuilder("exec");
        for (String word : command) {
            line.append(" '").append(word).append('\'');
        }
        return line + " 2>>" + TARGET.toAbsolutePath().resolve("compositor.log");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "wlcs");
        thread.setDaemon(true);
        return thread;
    }
}
