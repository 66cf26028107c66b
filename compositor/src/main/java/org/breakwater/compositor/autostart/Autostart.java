package org.breakwater.compositor.autostart;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs that want to start with any desktop, by the Desktop Application Autostart Specification: .desktop
 * files in the "autostart" directories of the user and of the system, where the more important directory's file
 * takes the place of others with its name. What is wrong with one keeps the others from nothing.
 */
public final class Autostart {
    private static final Logger LOG = LoggerFactory.getLogger(Autostart.class);
    private static final long LONGEST = 256 * 1024;

    /**
     * What to start.
     *
     * @param name of its file
     * @param directory to start it in; null: the session's
     */
    public record Program(String name, List<String> command, Path directory) {
    }

    private final Map<String, String> environment;

    public Autostart(Map<String, String> environment) {
        this.environment = environment;
    }

    /** In the order of their names. */
    public List<Program> programs() {
        Map<String, Path> files = new TreeMap<>();
        for (Path directory : directories()) {
            collect(directory, files);
        }
        List<Program> programs = new ArrayList<>();
        files.forEach((name, file) -> {
            try {
                Program program = read(name, file);
                if (program != null) {
                    programs.add(program);
                }
            } catch (IOException | RuntimeException wrong) {
                LOG.warn("{} is not started: {}", file, wrong.getMessage());
            }
        });
        return programs;
    }

    /** The most important one first. */
    private List<Path> directories() {
        List<Path> directories = new ArrayList<>();
        String home = environment.getOrDefault("HOME", "");
        String user = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (user.startsWith("/")) {
            directories.add(Path.of(user, "autostart"));
        } else if (home.startsWith("/")) {
            directories.add(Path.of(home, ".config", "autostart"));
        }
        String system = environment.getOrDefault("XDG_CONFIG_DIRS", "");
        for (String directory : (system.isEmpty() ? "/etc/xdg" : system).split(":")) {
            if (directory.startsWith("/")) {
                directories.add(Path.of(directory, "autostart"));
            }
        }
        return directories;
    }

    private static void collect(Path directory, Map<String, Path> files) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.desktop")) {
            for (Path file : found) {
                files.putIfAbsent(file.getFileName().toString(), file);
            }
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read: {}", directory, unreadable.getMessage());
        }
    }

    /** Null: it does not want to be started here. */
    private Program read(String name, Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
            throw new IOException("it is no file of a reasonable size");
        }
        DesktopEntry entry = DesktopEntry.parse(Files.readString(file));
        if (entry.flag("Hidden", false) || !entry.flag("X-GNOME-Autostart-enabled", true)
                || !isForThisDesktop(entry) || !isInstalled(entry)) {
            return null;
        }
        if (!entry.text("Type").equals("Application")) {
            throw new IllegalArgumentException("its type is not Application");
        }
        List<String> command = ExecLine.words(entry.text("Exec"), entry.text("Icon"), entry.text("Name"),
                file.toString());
        if (entry.flag("Terminal", false)) {
            command = inTerminal(command);
        }
        String directory = entry.text("Path");
        return new Program(name, List.copyOf(command), directory.isEmpty() ? null : Path.of(directory));
    }

    private boolean isForThisDesktop(DesktopEntry entry) {
        List<String> ours = List.of(environment.getOrDefault("XDG_CURRENT_DESKTOP", "").split(":"));
        if (entry.has("OnlyShowIn") && entry.list("OnlyShowIn").stream().noneMatch(ours::contains)) {
            return false;
        }
        return entry.list("NotShowIn").stream().noneMatch(ours::contains);
    }

    private boolean isInstalled(DesktopEntry entry) {
        String program = entry.text("TryExec");
        return program.isEmpty() || isProgram(program);
    }

    private List<String> inTerminal(List<String> command) {
        for (String terminal : List.of("xdg-terminal-exec", "foot")) {
            if (isProgram(terminal)) {
                List<String> inTerminal = new ArrayList<>(List.of(terminal));
                inTerminal.addAll(command);
                return inTerminal;
            }
        }
        throw new IllegalArgumentException("it wants a terminal, and there is none: install foot");
    }

    private boolean isProgram(String program) {
        if (program.startsWith("/")) {
            return Files.isExecutable(Path.of(program));
        }
        for (String directory : environment.getOrDefault("PATH", "/usr/bin:/bin").split(":")) {
            if (directory.startsWith("/") && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
