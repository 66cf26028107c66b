package org.breakwater.compositor.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.breakwater.compositor.ipc.IpcSocket;

/** Starts this very program again as a headless compositor, with the configuration that it has by default. */
final class BreakwaterLauncher implements CompositorProcess.Launcher {
    private static final String ANNOUNCEMENT = "WAYLAND_DISPLAY=";
    private static final Duration START = Duration.ofSeconds(60);
    private static final String MAIN = "org.breakwater.compositor.Main";

    private final Path output;
    private final File log;

    /** Crash reports go into the directory {@code output}, what the compositor says to {@code log}. */
    BreakwaterLauncher(Path output, File log) {
        this.output = output;
        this.log = log;
    }

    @Override
    public CompositorProcess launch() throws IOException {
        RuntimeDirectory directory = new RuntimeDirectory();
        CompositorProcess compositor = null;
        try {
            Path config = directory.path().resolve("config.toml");
            Files.writeString(config, "");
            ProcessBuilder builder = CompositorProcess.builder(directory, log);
            builder.command(commandLine(config));
            compositor = new CompositorProcess(directory, builder.start(), false);
            String display = announced(compositor.process());
            compositor.ready(directory.path().resolve(display),
                    new ControlSocket(IpcSocket.of(directory.path(), display)));
            return compositor;
        } catch (IOException | RuntimeException failed) {
            if (compositor != null) {
                compositor.close();
            } else {
                directory.close();
            }
            throw failed;
        }
    }

    private List<String> commandLine(Path config) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!isOursAlone(option)) {
                line.add(option);
            }
        }
        line.add("-XX:ErrorFile=" + output.toAbsolutePath().resolve("hs_err_%p.log"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN,
                "--backend", "headless", "--output", "1280x720@60", "--socket", "wayland-0",
                "--config", config.toString()));
        return line;
    }

    /** Two JVMs cannot write one class archive, nor serve a debugger at one address. */
    private static boolean isOursAlone(String option) {
        return option.equals("-XX:+AutoCreateSharedArchive")
                || option.startsWith("-XX:ArchiveClassesAtExit")
                || option.startsWith("-agentlib:jdwp")
                || option.startsWith("-XX:ErrorFile");
    }

    /** What the compositor is reached as; its output is read until it ends, so that it never blocks. */
    private String announced(Process process) throws IOException {
        CompletableFuture<String> name = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, name), "output of the compositor");
        reader.setDaemon(true);
        reader.start();
        try {
            return name.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IOException("the compositor does not accept clients; see " + log, late);
        } catch (ExecutionException failed) {
            throw new IOException("the compositor did not start; see " + log, failed.getCause());
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw new IOException("the demonstration was interrupted", impatient);
        }
    }

    private static void read(Process process, CompletableFuture<String> name) {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(ANNOUNCEMENT)) {
                    name.complete(line.substring(ANNOUNCEMENT.length()));
                }
            }
            name.completeExceptionally(new IOException("its output has ended"));
        } catch (IOException closed) {
            name.completeExceptionally(closed);
        }
    }
}
