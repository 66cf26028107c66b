package org.breakwater.tests.quarantine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.wire.Fd;

/**
 * A FUSE file system whose file stops answering when {@link #arm} says so. Ending its daemon lets
 * everybody go who waits for it. The rules are those of {@code tests/clients/stalling-fuse.c}.
 */
final class StallingFiles implements AutoCloseable {
    static final int SIZE = 64 << 10;
    private static final Path SOURCE = Path.of("clients", "stalling-fuse.c");
    private static final Path PROGRAM = Path.of("target", "clients", "stalling-fuse");

    private final Path mount;
    private final Process daemon;
    private final BufferedReader says;
    private final Watchdog watchdog;
    private final List<Fd> opened = new ArrayList<>();

    private StallingFiles(Path mount, Process daemon) {
        this.mount = mount;
        this.daemon = daemon;
        this.says = daemon.inputReader(StandardCharsets.UTF_8);
        this.watchdog = new Watchdog(daemon::destroyForcibly);
    }

    /** Whether there can be one here. */
    static boolean areAvailable() {
        return new File("/dev/fuse").canWrite();
    }

    /** {@code rules}: OPERATION=BEHAVIOUR. */
    static StallingFiles mount(List<String> rules) throws IOException, InterruptedException {
        Path program = program();
        Path mount = Files.createTempDirectory("breakwater-fuse");
        List<String> command = new ArrayList<>();
        command.addAll(List.of(program.toString(), mount.toString(), "" + SIZE));
        command.addAll(rules);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        StallingFiles files = new StallingFiles(mount, builder.start());
        files.await("mounted");
        return files;
    }

    private static synchronized Path program() throws IOException, InterruptedException {
        if (Files.exists(PROGRAM) && Files.getLastModifiedTime(PROGRAM)
                .compareTo(Files.getLastModifiedTime(SOURCE)) > 0) {
            return PROGRAM.toAbsolutePath();
        }
        Files.createDirectories(PROGRAM.getParent());
        Process compiler = new ProcessBuilder("sh", "-c",
                "gcc -std=gnu11 -O1 -Wall -Wextra -Werror -o \"$1\" \"$2\""
                        + " $(pkg-config --cflags --libs fuse3) -pthread",
                "sh", PROGRAM.toString(), SOURCE.toString())
                .inheritIO().start();
        assertEquals(0, compiler.waitFor(), "gcc, pkg-config and libfuse3-dev are needed");
        return PROGRAM.toAbsolutePath();
    }

    /** A descriptor of the file; closed with this object, when the daemon has ended. */
    Fd open() {
        Fd fd = NativeFiles.open(mount.resolve("pool").toString());
        opened.add(fd);
        return fd;
    }

    /**
     * Closes what is open here. With it open no process can be started once the rules hold: what
     * becomes the new process closes its copy first, and waits.
     */
    void closeOpened() {
        opened.forEach(Fd::close);
    }

    /** From now on the rules hold. */
    void arm() throws IOException {
        daemon.getOutputStream().write("arm\n".getBytes(StandardCharsets.UTF_8));
        daemon.getOutputStream().flush();
        await("armed");
    }

    /** Waits until somebody has asked for what is not answered at once. */
    void awaitAsked(String operation) throws IOException {
        await("asked " + operation);
    }

    private void await(String line) throws IOException {
        for (String next = says.readLine(); !line.equals(next); next = says.readLine()) {
            if (next == null) {
                fail("the file system ended without having said: " + line);
            }
        }
    }

    /** Stops the daemon, as SIGSTOP does: nothing at all is answered any more. */
    void stop() throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-STOP", "" + daemon.pid()).start().waitFor());
    }

    /** Ends the daemon; who waited for it gets an error. */
    void end() {
        daemon.destroyForcibly();
        daemon.onExit().join();
    }

    @Override
    public void close() throws IOException {
        end();
        closeOpened();
        new ProcessBuilder("umount", "-l", mount.toString()).start().onExit().join();
        Files.delete(mount);
        watchdog.close();
    }
}
