package org.breakwater.tests.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Input devices that {@code tests/clients/guest-devices} makes in the guest, and works there at its pace. */
final class GuestDevices {
    static final int EV_KEY = 1;
    static final int EV_REL = 2;
    static final int EV_ABS = 3;
    static final int EV_SW = 5;
    static final int BTN_TOUCH = 330;
    private static final int BTN_LEFT = 272;
    private static final int SLOT = 47;
    private static final int X = 53;
    private static final int Y = 54;
    private static final int TRACKING_ID = 57;
    /** BTN_TOOL_FINGER, DOUBLETAP, TRIPLETAP. */
    private static final int[] TOOLS = {325, 333, 334};
    private static final int STEP_MILLIS = 12;
    private static final String LOG = "devices.log";

    private final VmSession session;
    private final Path commands;
    private int asked;

    /** One finger, and where it goes with each step. */
    record Finger(int x, int y, int dx, int dy) {
    }

    private GuestDevices(VmSession session, Path commands) {
        this.session = session;
        this.commands = commands;
    }

    static GuestDevices start(VmSession session) throws IOException {
        VirtualMachine machine = session.machine();
        Path commands = machine.out().resolve("devices.in");
        if (!Files.exists(commands)) {
            Files.createFile(commands);
            machine.startAsRoot("devices", "clients/guest-devices vm-out/devices.in");
            VirtualMachine.await("devices can be made", () -> machine.text(LOG).startsWith("ready\n"));
        }
        GuestDevices devices = new GuestDevices(session, commands);
        devices.asked = (int) machine.text(LOG).lines().filter(line -> line.startsWith("done ")).count();
        return devices;
    }

    /** Does these things, one after the other; says what was printed meanwhile. */
    List<String> run(List<String> lines) throws IOException {
        String mark = "done " + ++asked;
        int before = said().size();
        Files.writeString(commands, String.join("\n", lines) + "\nsay " + mark + "\n", StandardOpenOption.APPEND);
        VirtualMachine.await(mark, () -> said().contains(mark));
        List<String> all = said();
        List<String> answer = all.subList(before, all.indexOf(mark));
        if (answer.stream().anyMatch(line -> line.startsWith("failed"))) {
            throw new AssertionError(lines + ": " + answer);
        }
        return answer;
    }

    List<String> run(String... lines) throws IOException {
        return run(List.of(lines));
    }

    /** Makes a device, and waits until the session has it. */
    void plug(String kind) throws IOException {
        long before = session.count("input device: Test " + kind);
        run("create " + kind);
        VirtualMachine.await(kind + " is there", () -> session.count("input device: Test " + kind) > before);
    }

    void unplug(String kind) throws IOException {
        long before = session.count("input device removed: Test " + kind);
        run("destroy " + kind);
        VirtualMachine.await(kind + " is gone", () ->
                session.count("input device removed: Test " + kind) > before);
    }

    /** Which lights are on: 2 for Caps Lock; one line for each keyboard, as {@code 2 NAME}. */
    List<String> lights() throws IOException {
        return run("leds").stream().map(line -> line.replaceFirst("leds ", "")).sorted().toList();
    }

    /** The mode of terminal 1 and that of its keys: 0 3 is text and Unicode, 1 4 graphics and off. */
    String console() throws IOException {
        return run("console").get(0).replaceFirst("console ", "");
    }

    /** Fingers on the touchpad: put down, moved so many steps, and, if {@code whole}, lifted. */
    static List<String> stroke(int steps, boolean whole, Finger... fingers) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("emit touchpad");
        for (int i = 0; i < fingers.length; i++) {
            add(line, EV_ABS, SLOT, i, EV_ABS, TRACKING_ID, 100 + i, EV_ABS, X, fingers[i].x,
                    EV_ABS, Y, fingers[i].y);
        }
        add(line, EV_KEY, BTN_TOUCH, 1, EV_KEY, TOOLS[fingers.length - 1], 1);
        lines.add(line.toString());
        for (int step = 1; step <= steps; step++) {
            lines.add("wait " + STEP_MILLIS);
            line = new StringBuilder("emit touchpad");
            for (int i = 0; i < fingers.length; i++) {
                add(line, EV_ABS, SLOT, i, EV_ABS, X, fingers[i].x + step * fingers[i].dx,
                        EV_ABS, Y, fingers[i].y + step * fingers[i].dy);
            }
            lines.add(line.toString());
        }
        lines.add("wait " + STEP_MILLIS);
        if (whole) {
            line = new StringBuilder("emit touchpad");
            for (int i = 0; i < fingers.length; i++) {
                add(line, EV_ABS, SLOT, i, EV_ABS, TRACKING_ID, -1);
            }
            add(line, EV_KEY, BTN_TOUCH, 0, EV_KEY, TOOLS[fingers.length - 1], 0);
            lines.add(line.toString());
        }
        return lines;
    }

    /** Presses the whole touchpad down, with one finger. */
    static List<String> padPressed() {
        List<String> lines = new ArrayList<>(stroke(1, false, new Finger(500, 500, 0, 0)));
        lines.add("emit touchpad " + EV_KEY + " " + BTN_LEFT + " 1");
        lines.add("wait 30");
        return lines;
    }

    private List<String> said() throws IOException {
        String text = session.machine().text(LOG);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static void add(StringBuilder line, int... numbers) {
        for (int number : numbers) {
            line.append(' ').append(number);
        }
    }
}
