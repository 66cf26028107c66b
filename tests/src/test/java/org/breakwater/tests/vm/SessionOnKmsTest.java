package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A day in the life of one session on a machine's own screen; each part begins where the one before has ended. */
@Tag("vm")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionOnKmsTest {
    private static final String SESSION = "breakwater";
    private static final int BACKGROUND = 0x1b2f3d;
    private static final int WHITE = 0xffffff;
    private static final Pattern CURSOR = Pattern.compile(
            "crtc-pos=(\\d+)x(\\d+)\\+(-?\\d+)\\+(-?\\d+)");

    private static VirtualMachine machine;

    @BeforeAll
    static void boot() throws IOException {
        String missing = VirtualMachine.missing();
        assumeTrue(missing.isEmpty(), missing);
        machine = VirtualMachine.boot("session", "--size", "1280x800");
        machine.start(SESSION, "compositor/bin/breakwater --backend drm -- foot");
    }

    @AfterAll
    static void stop() throws IOException {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    @Order(1)
    void aTerminalIsSeenFromOutside() throws IOException {
        VirtualMachine.await("clients are accepted", () -> log().contains("WAYLAND_DISPLAY=") || hasEnded());
        assertFalse(hasEnded(), SessionOnKmsTest::logOrWhyNot);
        VirtualMachine.await("the prompt is seen", () -> machine.look(0).colours() > 8);
        VmPicture shown = machine.keep("1-terminal", 0);
        assertEquals(1280, shown.width());
        assertEquals(800, shown.height());
        assertEquals(BACKGROUND, shown.pixel(5, 795));
    }

    @Test
    @Order(2)
    void whatIsTypedIsWrittenAndSeen() throws IOException {
        VmPicture before = machine.look(0);
        machine.type("echo 'Typed!' $((6 * 7)) | tee /share/vm-out/typed");
        VirtualMachine.await("the shell has written", () -> machine.text("typed").equals("Typed! 42\n"));
        VirtualMachine.await("it is seen", () ->
                machine.look(0).differences(before, new Rectangle(1280, 800)) > 100);
        machine.keep("2-typed", 0);
    }

    @Test
    @Order(3)
    void thePointerFollowsTheTablet() throws IOException {
        machine.mouse(100, 700);
        VirtualMachine.await("the cursor is there", () -> cursorIsAt(100, 700));
        machine.keep("3-pointer-left", 0);
        machine.mouse(1200, 60);
        VirtualMachine.await("the cursor has moved", () -> cursorIsAt(1200, 60) && !cursorIsAt(100, 700));
        machine.keep("4-pointer-right", 0);
    }

    @Test
    @Order(4)
    void anotherTerminalIsShownAndThisOneComesBackWhole() throws IOException {
        VmPicture before = settled();
        machine.execAsRoot("echo 'This is another terminal.' > /dev/tty2");
        machine.key("ctrl+alt+f2");
        VirtualMachine.await("terminal 2 is shown", () -> machine.look(0).pixel(640, 700) == 0);
        machine.keep("5-terminal-2", 0);
        machine.key("x", "alt+f1");
        VirtualMachine.await("the session is back whole", () -> machine.look(0).shows(before));
        machine.keep("6-back", 0);
        machine.type("echo again > /share/vm-out/again");
        VirtualMachine.await("the keyboard is back", () -> machine.text("again").equals("again\n"));
    }

    @Test
    @Order(5)
    void outputsComeAndGo() throws IOException {
        assertEquals(List.of("Virtual-1"), outputs());
        machine.output(1, "1024x768");
        VirtualMachine.await("there are two outputs", () -> outputs().equals(List.of("Virtual-1", "Virtual-2")));
        VirtualMachine.await("the second shows the background", () -> {
            VmPicture second = machine.look(1);
            return second.width() == 1024 && second.height() == 768
                    && second.pixel(5, 760) == BACKGROUND;
        });
        machine.keep("7-second-output", 1);
        machine.output(1, "0x0");
        VirtualMachine.await("there is one output", () -> outputs().equals(List.of("Virtual-1")));
        machine.output(1, "800x600");
        VirtualMachine.await("it is back", () -> outputs().equals(List.of("Virtual-1", "Virtual-2")));
        VirtualMachine.await("it has its new size", () -> machine.look(1).width() == 800);
        machine.keep("8-second-output-again", 1);
        machine.output(1, "0x0");
        VirtualMachine.await("there is one output", () -> outputs().equals(List.of("Virtual-1")));
    }

    @Test
    @Order(6)
    void aWindowOutlivesItsScreenAndGoesBackToIt() throws IOException {
        machine.mouse(640, 166);
        machine.output(1, "1024x768");
        VirtualMachine.await("there are two outputs", () -> outputs().equals(List.of("Virtual-1", "Virtual-2")));
        machine.press();
        for (int i = 0; i < 8; i++) {
            machine.move(200, 0);
        }
        machine.release();
        VirtualMachine.await("the window is on the second", () -> showsWindow(1) && !showsWindow(0));
        machine.keep("9-moved", 1);
        machine.output(1, "0x0");
        VirtualMachine.await("the window is on the first", () -> showsWindow(0));
        machine.keep("10-its-screen-is-gone", 0);
        machine.output(1, "1024x768");
        VirtualMachine.await("the window is on the second", () -> showsWindow(1) && !showsWindow(0));
        machine.keep("11-its-screen-is-back", 1);
        machine.output(1, "0x0");
        VirtualMachine.await("the window is on the first", () -> showsWindow(0));
    }

    @Test
    @Order(7)
    void aSecondKeyboardTypesAndGoes() throws IOException {
        long added = count("input device: QEMU Virtio Keyboard");
        long removed = count("input device removed: QEMU Virtio Keyboard");
        machine.plug("keyboard1", "virtio-keyboard-pci");
        VirtualMachine.await("it is there", () -> count("input device: QEMU Virtio Keyboard") > added);
        machine.type("echo second > /share/vm-out/second");
        VirtualMachine.await("the shell has written", () -> machine.text("second").equals("second\n"));
        machine.unplug("keyboard1");
        VirtualMachine.await("it is gone", () ->
                count("input device removed: QEMU Virtio Keyboard") > removed);
        machine.type("echo first > /share/vm-out/first");
        VirtualMachine.await("the shell has written", () -> machine.text("first").equals("first\n"));
    }

    @Test
    @Order(8)
    void endingItLeavesTheConsoleAsItWas() throws IOException {
        machine.exec("pkill -TERM java");
        assertEquals(0, machine.awaitEnd(SESSION), SessionOnKmsTest::logOrWhyNot);
        machine.execAsRoot("echo 'The console is back.' > /dev/tty1");
        VirtualMachine.await("the console is seen", () -> isConsole(machine.look(0)));
        machine.keep("12-console", 0);
        assertEquals("", machine.attempt("pgrep -l 'foot|java'").printed());
        assertEquals("", machine.attempt("ps -eo stat,comm | grep '^Z'").printed(), "zombies");
    }

    @Test
    @Order(9)
    void aLoginSessionBeginsWithAllThatItShould() throws IOException {
        machine.exec("""
                mkdir -p ~/.config/autostart; cat > ~/.config/autostart/lights.desktop <<'X'
                [Desktop Entry]
                Type=Application
                Exec=sh -c "env > /share/vm-out/lights"
                X
                """);
        machine.start("login", "compositor/bin/breakwater-session");
        VirtualMachine.await("a terminal is seen", () -> showsWindow(0));
        VirtualMachine.await("the autostart entry is started", () -> machine.text("lights").contains("PWD="));
        machine.keep("13-login", 0);
        List<String> environment = machine.text("lights").lines().toList();
        for (String variable : List.of("WAYLAND_DISPLAY=wayland-0", "XDG_CURRENT_DESKTOP=Breakwater",
                "XDG_SESSION_TYPE=wayland")) {
            assertTrue(environment.contains(variable), variable);
        }
    }

    @Test
    @Order(10)
    void aCrashLeavesTheConsoleAsItWas() throws IOException {
        machine.exec("pkill -KILL java");
        assertEquals(128 + 9, machine.awaitEnd("login"));
        machine.execAsRoot("echo 'The console is back again.' > /dev/tty1");
        VirtualMachine.await("the console is seen", () -> isConsole(machine.look(0)));
        machine.keep("14-console-after-a-crash", 0);
    }

    @Test
    @Order(11)
    void theEndOfTheSeatIsTheSessionsAndIsTold() throws IOException {
        machine.start("unseated", "compositor/bin/breakwater --backend drm");
        VirtualMachine.await("the session is seen", () -> machine.look(0).pixel(5, 795) == BACKGROUND);
        machine.execAsRoot("pkill -KILL seatd");
        assertEquals(1, machine.awaitEnd("unseated"));
        assertTrue(machine.text("unseated.log").contains("breakwater: the seat is gone: "));
        machine.start("seatless", "compositor/bin/breakwater --backend drm");
        assertEquals(1, machine.awaitEnd("seatless"));
        assertTrue(machine.text("seatless.log").contains("breakwater: there is no seat to draw on: "));
    }

    @Test
    @Order(12)
    void theMachinePowersOffAndNothingWentWrong() throws IOException {
        assertEquals(0, machine.powerOff());
        List<String> wrong = log().lines().filter(line -> line.contains(" ERROR ") || line.contains(" WARN ")
                || line.contains("Exception") || line.startsWith("\tat "))
                // libinput says so of an emulated processor, and is right.
                .filter(line -> !line.endsWith("your system is too slow")).toList();
        assertEquals(List.of(), wrong);
        assertFalse(machine.text("console.log").contains("Oops"), "the kernel");
    }

    private static String log() throws IOException {
        return machine.text(SESSION + ".log");
    }

    private static String logOrWhyNot() {
        try {
            return log();
        } catch (IOException unreadable) {
            return unreadable.getMessage();
        }
    }

    private static boolean hasEnded() throws IOException {
        return !machine.text(SESSION + ".rc").isEmpty();
    }

    /** The picture when it has stopped changing. */
    private static VmPicture settled() throws IOException {
        VmPicture[] last = {machine.look(0)};
        VirtualMachine.await("the picture stands still", () -> {
            VmPicture now = machine.look(0);
            boolean same = now.shows(last[0]);
            last[0] = now;
            return same;
        });
        return last[0];
    }

    /** Either the cursor is in the picture, or on a plane of its own that the picture does not have. */
    private static boolean cursorIsAt(int x, int y) throws IOException {
        VmPicture now = machine.look(0);
        for (int dy = 0; dy < 16; dy++) {
            for (int dx = 0; dx < 10; dx++) {
                if (now.pixel(x + dx, y + dy) != BACKGROUND) {
                    return true;
                }
            }
        }
        Matcher plane = CURSOR.matcher(machine.execAsRoot("cat /sys/kernel/debug/dri/*/state"));
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

    private static List<String> outputs() throws IOException {
        Matcher name = Pattern.compile("Virtual-\\d").matcher(machine.exec("wayland-info -i wl_output"));
        return name.results().map(found -> found.group()).distinct().sorted().toList();
    }

    /** White on black. */
    private static boolean isConsole(VmPicture picture) {
        return picture.pixel(5, 795) == 0 && picture.colours() > 1;
    }

    /** Its title is white. */
    private static boolean showsWindow(int output) throws IOException {
        return Arrays.stream(machine.look(output).pixels()).filter(pixel -> pixel == WHITE).count() > 2000;
    }

    private static long count(String text) throws IOException {
        return log().lines().filter(line -> line.contains(text)).count();
    }
}
