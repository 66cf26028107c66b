package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A small machine with a screen, a keyboard and a tablet, started by the test bed {@code ../shared/session-vm}.
 * The built compositor is in its folder /share, and what is written to /share/vm-out is {@link #out()} here.
 * It powers off when this is closed.
 */
final class VirtualMachine implements AutoCloseable {
    /** An emulated processor is slow, and this machine may have other things to do. */
    private static final int PATIENCE_SECONDS = 240;
    private static final int LIFE_SECONDS = 1500;
    private static final int PAUSE_MILLIS = 100;
    private static final Path ROOT = root();
    private static final Path BED = ROOT.resolveSibling("shared").resolve("session-vm");

    /** Something of the outside world. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    private final Path folder;
    private final Path share;
    private final Process machine;
    private final List<Process> started = new ArrayList<>();

    private VirtualMachine(Path folder, Path share, Process machine) {
        this.folder = folder;
        this.share = share;
        this.machine = machine;
    }

    /** Why none can be had here; empty where one can. */
    static String missing() throws IOException {
        if (!Files.isExecutable(BED)) {
            return BED + " is not there";
        }
        for (String tool : List.of("mmdebstrap", "mke2fs", "socat")) {
            if (run(List.of("sh", "-c", "command -v " + tool)).status() != 0) {
                return "the test bed needs " + tool + " (apt-get install mmdebstrap e2fsprogs socat)";
            }
        }
        Path target = ROOT.resolve("compositor/target");
        return Files.exists(target.resolve("breakwater.built"))
                ? ""
                : "nothing is built in " + target + "; tests/run --vm builds it";
    }

    /** {@code name}: of the folder for its pictures and logs, under target/vm; {@code options}: the bed's. */
    static VirtualMachine boot(String name, String... options) throws IOException {
        Path folder = Path.of("target", "vm", name).toAbsolutePath();
        deleteTree(folder);
        Path share = Files.createDirectories(folder.resolve("share"));
        copyProgram(share.resolve("compositor"));
        buildClients(share.resolve("clients"));
        Files.setPosixFilePermissions(share, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> command = new ArrayList<>(List.of(BED.toString(), "run",
                "--share", share.toString(), "--timeout", Integer.toString(LIFE_SECONDS), "--as", "root",
                "--cmd", "ln -s /proc/self/fd /dev/fd; until [ -e vm-out/end ]; do sleep 0.2; done"));
        command.addAll(List.of(options));
        Process machine = start(command, folder.resolve("machine.log"));
        VirtualMachine booted = new VirtualMachine(folder, share, machine);
        try {
            // The file is there before the system listens: it is written when it has come so far.
            await("the system has started", () -> Files.exists(booted.out().resolve("times"))
                    || !machine.isAlive());
            if (!machine.isAlive()) {
                throw new AssertionError("no machine: " + Files.readString(folder.resolve("machine.log")));
            }
            return booted;
        } catch (IOException | RuntimeException | Error failure) {
            booted.close();
            throw failure;
        }
    }

    /** Where the guest writes. */
    Path out() {
        return share.resolve("vm-out");
    }

    /** What a file in {@link #out()} holds; empty before it is there. */
    String text(String file) throws IOException {
        Path path = out().resolve(file);
        return Files.exists(path) ? Files.readString(path) : "";
    }

    /** Runs a command in the session to its end, and says what it printed. */
    String exec(String command) throws IOException {
        return ask("exec", command);
    }

    /** As {@link #exec}, and may fail. */
    Result attempt(String command) throws IOException {
        return run(List.of(BED.toString(), "exec", command));
    }

    String execAsRoot(String command) throws IOException {
        return ask("exec", "--root", command);
    }

    /** Starts a command in the session; what it prints goes to {@code NAME.log}, its status to {@code NAME.rc}. */
    void start(String name, String command) throws IOException {
        startAs(name, command, BED.toString(), "exec");
    }

    void startAsRoot(String name, String command) throws IOException {
        startAs(name, command, BED.toString(), "exec", "--root");
    }

    private void startAs(String name, String command, String... how) throws IOException {
        Files.deleteIfExists(out().resolve(name + ".rc"));
        Files.deleteIfExists(out().resolve(name + ".log"));
        List<String> words = new ArrayList<>(List.of(how));
        words.add("{ " + command + "\n} > vm-out/" + name + ".log 2>&1; echo $? > vm-out/" + name
                + ".tmp; mv vm-out/" + name + ".tmp vm-out/" + name + ".rc");
        started.add(start(words, folder.resolve(name + ".exec.log")));
    }

    /** The status that a started command has ended with. */
    int awaitEnd(String name) throws IOException {
        await(name + " has ended", () -> Files.exists(out().resolve(name + ".rc")));
        return Integer.parseInt(text(name + ".rc").strip());
    }

    void type(String line) throws IOException {
        ask("type", line + "\n");
    }

    /** Chords, in QEMU's names, as {@code ctrl+alt+f2}. */
    void key(String... chords) throws IOException {
        List<String> words = new ArrayList<>(List.of("key"));
        words.addAll(List.of(chords));
        ask(words.toArray(String[]::new));
    }

    void mouse(int x, int y) throws IOException {
        ask("mouse", Integer.toString(x), Integer.toString(y));
    }

    /** By a mouse, which a driver may accelerate. */
    void move(int dx, int dy) throws IOException {
        ask("move", Integer.toString(dx), Integer.toString(dy));
    }

    void press() throws IOException {
        ask("press");
    }

    void release() throws IOException {
        ask("release");
    }

    /** {@code button}: left, right, middle, side or extra. */
    void click(String button) throws IOException {
        ask("click", button);
    }

    /** {@code way}: up or down. */
    void wheel(String way) throws IOException {
        ask("wheel", way);
    }

    /** Taps on the touch screen. */
    void touch(int x, int y) throws IOException {
        ask("touch", Integer.toString(x), Integer.toString(y));
    }

    /** Presses a key and holds it, or lets go of it. */
    void hold(String key, boolean down) throws IOException {
        ask("qmp", "{'execute':'input-send-event','arguments':{'events':[{'type':'key','data':{'down':"
                + down + ",'key':{'type':'qcode','data':'" + key + "'}}}]}}");
    }

    /** {@code driver}: in QEMU's words. */
    void plug(String device, String driver) throws IOException {
        ask("plug", device, driver);
    }

    void unplug(String device) throws IOException {
        ask("unplug", device);
    }

    /** Whether a device that was plugged in is there: a system may take its time to let go of it. */
    boolean has(String device) throws IOException {
        return ask("qmp", "{'execute':'qom-list','arguments':{'path':'/machine/peripheral'}}")
                .contains('"' + device + '"');
    }

    /** Resizes an output or plugs it in; a {@code size} of 0x0 pulls it out. */
    void output(int number, String size) throws IOException {
        ask("output", Integer.toString(number), size);
    }

    /** What an output shows, seen from outside. */
    VmPicture look(int output) throws IOException {
        Path file = folder.resolve("now.png");
        ask("shot", file.toString(), Integer.toString(output));
        return VmPicture.of(ImageIO.read(file.toFile()));
    }

    /** As {@link #look}, and keeps the picture under a name. */
    VmPicture keep(String name, int output) throws IOException {
        VmPicture picture = look(output);
        Files.move(folder.resolve("now.png"), folder.resolve(name + ".png"),
                StandardCopyOption.REPLACE_EXISTING);
        return picture;
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
                throw new AssertionError("interrupted while waiting for: " + what, stop);
            }
        }
    }

    /** Lets it end as it wants to; says with what status. */
    int powerOff() throws IOException {
        Files.writeString(out().resolve("end"), "");
        await("the machine is off", () -> !machine.isAlive());
        return machine.exitValue();
    }

    @Override
    public void close() throws IOException {
        try {
            if (machine.isAlive()) {
                run(List.of(BED.toString(), "stop"));
                await("the machine is off", () -> !machine.isAlive());
            }
        } finally {
            machine.descendants().forEach(ProcessHandle::destroyForcibly);
            machine.destroyForcibly();
            started.forEach(Process::destroyForcibly);
            deleteTree(share.resolve("compositor"));
            deleteTree(share.resolve("clients"));
        }
    }

    private static String ask(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(BED.toString()));
        command.addAll(List.of(words));
        Result result = run(command);
        assertEquals(0, result.status(), () -> String.join(" ", words) + "\n" + result.printed());
        return result.printed();
    }

    private static Result run(List<String> command) throws IOException {
        Path log = Files.createTempFile("breakwater-vm", ".log");
        try {
            Process process = start(command, log);
            try {
                await(String.join(" ", command), () -> !process.isAlive());
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(log));
        } finally {
            Files.delete(log);
        }
    }

    private static Process start(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SESSION_VM_NAME", "breakwater-tests-" + ProcessHandle.current().pid());
        return builder.redirectErrorStream(true).redirectOutput(log.toFile())
                .redirectInput(new java.io.File("/dev/null")).start();
    }

    /** What a checkout has when it is built; a cache for fast starts fits the JVM of this machine only. */
    private static void copyProgram(Path to) throws IOException {
        Path from = ROOT.resolve("compositor");
        for (String part : List.of("bin", "session", "target/lib", "target/native")) {
            copyTree(from.resolve(part), to.resolve(part));
        }
        try (Stream<Path> files = Files.list(from.resolve("target"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.equals("breakwater.built") || name.endsWith(".jar")) {
                    copy(file, to.resolve("target").resolve(name));
                }
            }
        }
    }

    /** The clients that only run there. */
    private static void buildClients(Path to) throws IOException {
        Result built = run(List.of(ROOT.resolve("tests/clients/build").toString(), to.toString()));
        assertEquals(0, built.status(), built::printed);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void copy(Path file, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
                    try {
                        Files.delete(file);
                    } catch (IOException kept) {
                        throw new UncheckedIOException(kept);
                    }
                });
            }
        }
    }

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("compositor"))) {
            root = root.getParent();
        }
        return root;
    }

    /** What came of a command. */
    record Result(int status, String printed) {
    }
}
