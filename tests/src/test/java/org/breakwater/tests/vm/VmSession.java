package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A virtual machine with the session that was started on it, with foot as its first client. */
final class VmSession implements AutoCloseable {
    static final int BACKGROUND = 0x1b2f3d;
    private static final int WHITE = 0xffffff;
    private static final String NAME = "breakwater";
    private static final Pattern CURSOR = Pattern.compile(
            "crtc-pos=(\\d+)x(\\d+)\\+(-?\\d+)\\+(-?\\d+)");
    private static final Pattern OUTPUT = Pattern.compile("Virtual-\\d");
    private static final String CONFIG = """
            [switches]
            lid-closed = "echo closed >> /share/vm-out/lid"
            lid-opened = "echo opened >> /share/vm-out/lid"
            [[input]]
            type = "touchpad"
            tap = true
            """;

    private final VirtualMachine machine;

    private VmSession(VirtualMachine machine) {
        this.machine = machine;
    }

    /** {@code name}: of the folder for the machine's pictures and logs, under target/vm. */
    static VmSession start(String name) throws IOException {
        VirtualMachine machine = VirtualMachine.boot(name, "--size", "1280x800");
        try {
            Files.writeString(machine.out().resolve("config.toml"), CONFIG);
            machine.start(NAME, "compositor/bin/breakwater --backend drm --config vm-out/config.toml -- foot");
            return new VmSession(machine);
        } catch (IOException | RuntimeException | Error failed) {
            machine.close();
            throw failed;
        }
    }

    /** Adds this to what the configuration says, and has it read again. */
    void configure(String more) throws IOException {
        Files.writeString(machine.out().resolve("config.toml"), CONFIG + more);
        machine.exec("compositor/bin/breakwater msg reload");
    }

    VirtualMachine machine() {
        return machine;
    }

    /** Until it accepts clients. */
    void awaitReady() throws IOException {
        VirtualMachine.await("clients are accepted", () -> log().contains("WAYLAND_DISPLAY=") || hasEnded());
        assertFalse(hasEnded(), this::logOrWhyNot);
    }

    String log() throws IOException {
        return machine.text(NAME + ".log");
    }

    String logOrWhyNot() {
        try {
            return log();
        } catch (IOException unreadable) {
            return unreadable.getMessage();
        }
    }

    /** How many lines of the log have this in them. */
    long count(String text) throws IOException {
        return log().lines().filter(line -> line.contains(text)).count();
    }

    boolean hasEnded() {
        return Files.exists(machine.out().resolve(NAME + ".rc"));
    }

    /** Its status, when it has ended. */
    int awaitEnd() throws IOException {
        return machine.awaitEnd(NAME);
    }

    /** What a session's log should not have. */
    List<String> complaints() throws IOException {
        return log().lines().filter(line -> line.contains(" ERROR ") || line.contains(" WARN ")
                || line.contains("Exception") || line.startsWith("\tat "))
                // libinput says so of an emulated processor, and is right.
                .filter(line -> !line.endsWith("your system is too slow"))
                .filter(line -> !line.contains("log rate limit exceeded"))
                // So it is when the session is left while it comes back.
                .filter(line -> !line.endsWith("waits: another session is the card's master (EACCES)"))
                .filter(line -> !line.endsWith("Resource temporarily unavailable (11)")).toList();
    }

    /** The picture when it has stopped changing. */
    VmPicture settled() throws IOException {
        VmPicture[] last = {machine.look(0)};
        VirtualMachine.await("the picture stands still", () -> {
            VmPicture now = machine.look(0);
            boolean same = now.shows(last[0]);
            last[0] = now;
            return same;
        });
        return last[0];
    }

    List<String> outputs() throws IOException {
        Matcher name = OUTPUT.matcher(machine.exec("wayland-info -i wl_output"));
        return name.results().map(found -> found.group()).distinct().sorted().toList();
    }

    /** Its title is white. */
    boolean showsWindow(int output) throws IOException {
        return Arrays.stream(machine.look(output).pixels()).filter(pixel -> pixel == WHITE).count() > 2000;
    }

    /** Either the cursor is in the picture, or on a plane of its own that the picture does not have. */
    boolean cursorIsAt(int x, int y) throws IOException {
        VmPicture now = machine.look(0);
        for (int dy = 0; dy < 16; dy++) {
            for (int dx = 0; dx < 10; dx++) {
                if (now.pixel(x + dx, y + dy) != BACKGROUND) {
                    return true;
                }
            }
        }
        Matcher plane = CURSOR.matcher(machine.execAsRoot("cat /sys/kernel/debug/dri/0/state"));
        while (plane.find()) {
            int left = Integer.parseInt(plane.group(3));
            int top = Integer.parseInt(plane.group(4));
            int width = Integer.parseInt(plane.group(1));
            if (width > 0 && width <= 256 && new Rectangle(left, top, width, width).contains(x, y)) {
                return true;
            }
        }
        return false;
    }

    /** The number of the virtual terminal that is shown. */
    int terminal() throws IOException {
        String name = machine.execAsRoot("cat /sys/class/tty/tty0/active").strip();
        return Integer.parseInt(name.substring("tty".length()));
    }

    void awaitTerminal(int number) throws IOException {
        VirtualMachine.await("terminal " + number + " is shown", () -> terminal() == number);
    }

    /** By keys, and whatever keys were pressed before. */
    void comeBack() throws IOException {
        if (terminal() != 1) {
            machine.key("ctrl+alt+f1");
            awaitTerminal(1);
        }
    }

    @Override
    public void close() throws IOException {
        machine.close();
    }
}
