package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Minutes of random input on devices that come and go, of screens that do so too, and of terminals that are
 * switched, with a client that draws: nothing is complained of, and in the end all is as it was. The devices are
 * the kernel's own (uinput): QEMU 10.0 has died of unplugging one of its own, which is on the PCI bus, in the midst
 * of it ({@code iotlb_to_section: Assertion `section_index < d->map.sections_nb' failed}). Asked for by
 * {@code tests/run --vm --minutes N [--seed N]}.
 */
@Tag("vm")
@Order(10)
@EnabledIfSystemProperty(named = "vm.minutes", matches = "[0-9]+")
class StormOnKmsTest {
    private static final List<String> KINDS = List.of("keyboard", "mouse", "touchpad", "touchscreen", "tablet",
            "lid");
    /** Neither Control nor Alt, nor what would restart the machine with them or with SysRq. */
    private static final List<Integer> NO_KEYS = List.of(29, 56, 83, 97, 99, 100, 111, 116);
    private static final List<String> SIZES = List.of("0x0", "0x0", "1024x768", "800x600");
    private static final int EVENTS = 40;
    private static final String MAIN_CONTEXT = "anon_inode:[eventfd]";

    private final Random random = new Random();
    private final List<String> there = new ArrayList<>();
    private VmSession session;
    private VirtualMachine machine;
    private GuestDevices devices;

    @Test
    void nothingIsLostInAStorm() throws IOException {
        String missing = VirtualMachine.missing();
        assertEquals("", missing);
        long seed = Long.getLong("vm.seed", System.nanoTime());
        System.out.println("a storm from the seed " + seed);
        random.setSeed(seed);
        try (VmSession started = VmSession.start("storm")) {
            session = started;
            machine = session.machine();
            storm(seed);
        }
    }

    private void storm(long seed) throws IOException {
        SeatEvents client = SeatEvents.start(session);
        devices = GuestDevices.start(session);
        VmPicture before = session.settled();
        Holdings held = afterOneOfEach(Holdings.of(machine));
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(Long.getLong("vm.minutes"));
        int steps = 0;
        while (System.nanoTime() < end) {
            step();
            assertFalse(session.hasEnded(), session::logOrWhyNot);
            steps++;
        }
        calm(client);
        VirtualMachine.await("the session is whole, after seed " + seed, () ->
                machine.look(0).shows(before));
        machine.keep("1-after", 0);
        client.forget();
        machine.key("a");
        client.await("key 30 down", "key 30 up");
        awaitHeld(held, seed);
        assertEquals(List.of(), complaints(), "seed " + seed);
        System.out.println(steps + " steps, " + session.count("input device: ") + " devices plugged in, "
                + session.count("is plugged in") + " screens");
        client.stop();
        machine.exec("pkill -TERM java");
        assertEquals(0, session.awaitEnd(), session::logOrWhyNot);
        assertEquals(List.of(), complaints(), "seed " + seed);
    }

    private void step() throws IOException {
        switch (random.nextInt(12)) {
            case 0 -> machine.key("ctrl+alt+f2");
            case 1 -> machine.key("ctrl+alt+f1");      // not so, if Shift is held elsewhere
            case 2 -> machine.execAsRoot("busybox chvt " + (1 + random.nextInt(2)));
            case 3 -> machine.output(1, SIZES.get(random.nextInt(SIZES.size())));
            case 4 -> machine.exec("pkill -USR" + (1 + random.nextInt(2)) + " seat-events");
            case 5 -> machine.mouse(random.nextInt(1280), random.nextInt(800));
            case 6, 7 -> plugOrUnplug(KINDS.get(random.nextInt(KINDS.size())));
            default -> events();
        }
    }

    private void plugOrUnplug(String kind) throws IOException {
        devices.run((there.contains(kind) ? "destroy " : "create ") + kind);
        if (!there.remove(kind)) {
            there.add(kind);
        }
    }

    private void events() throws IOException {
        List<String> lines = new ArrayList<>();
        if (there.isEmpty()) {
            plugOrUnplug(KINDS.get(random.nextInt(KINDS.size())));
        }
        for (int i = 0; i < EVENTS; i++) {
            lines.add("emit " + event(there.get(random.nextInt(there.size()))));
            if (random.nextInt(4) == 0) {
                lines.add("wait " + random.nextInt(20));
            }
        }
        devices.run(lines);
    }

    private String event(String kind) {
        return kind + switch (kind) {
            case "keyboard" -> " 1 " + key() + " " + random.nextInt(2);
            case "mouse" -> random.nextBoolean()
                    ? " 1 " + (272 + random.nextInt(5)) + " " + random.nextInt(2)
                    : " 2 " + random.nextInt(2) + " " + within(200) + " 2 11 " + within(240)
                            + " 2 8 " + within(2);
            case "lid" -> " 5 0 " + random.nextInt(2);
            case "tablet" -> " 1 " + oneOf(320, 330, 331, 332) + " " + random.nextInt(2) + " 3 0 "
                    + random.nextInt(20000) + " 3 1 " + random.nextInt(12500)
                    + " 3 24 " + random.nextInt(1000) + " 3 26 " + within(60);
            default -> " 3 47 " + random.nextInt(4) + " 3 57 " + oneOf(-1, random.nextInt(60000))
                    + " 3 53 " + random.nextInt(4000) + " 3 54 " + random.nextInt(2800)
                    + " 1 330 " + random.nextInt(2) + (kind.equals("touchpad")
                            ? " 1 " + oneOf(325, 333, 334, 272) + " " + random.nextInt(2) : "");
        };
    }

    private int key() {
        int key = 1 + random.nextInt(127);
        return NO_KEYS.contains(key) ? 30 : key;
    }

    private int oneOf(int... numbers) {
        return numbers[random.nextInt(numbers.length)];
    }

    private int within(int most) {
        return random.nextInt(2 * most + 1) - most;
    }

    /** Only what was there in the beginning is there, and it stands still. */
    private void calm(SeatEvents client) throws IOException {
        for (String kind : there) {
            devices.run("destroy " + kind);
        }
        machine.execAsRoot("busybox chvt 1");
        session.awaitTerminal(1);
        machine.output(1, "0x0");
        VirtualMachine.await("there is one output", () -> session.outputs().equals(List.of("Virtual-1")));
        machine.click("left");
        client.animate(false);
    }

    /** But for those of libinput about devices that make no sense. */
    private List<String> complaints() throws IOException {
        return session.complaints().stream().filter(line -> !line.contains("NativeLibinput - libinput: "))
                .filter(line -> !line.contains("NativeLibinput - libevdev: ")).toList();
    }

    /**
     * What is held once a device of each kind was there. The first tablet leaves an eventfd for good: libinput asks
     * libwacom about it, which looks for it by GLib's udev, and that makes the main context of the process.
     */
    private Holdings afterOneOfEach(Holdings none) throws IOException {
        for (String kind : KINDS) {
            devices.plug(kind);
            devices.unplug(kind);
        }
        Holdings after = Holdings.of(machine);
        System.out.println("of the first devices there is left: " + after.since(none));
        assertTrue(List.of(MAIN_CONTEXT).containsAll(after.moreThan(none)), () -> after.since(none));
        return after;
    }

    /** What is held is what was. */
    private void awaitHeld(Holdings before, long seed) throws IOException {
        Holdings[] last = new Holdings[1];
        try {
            VirtualMachine.await("what is held is what was", () -> {
                last[0] = Holdings.of(machine);
                return last[0].equals(before);
            });
        } catch (AssertionError never) {
            throw new AssertionError(last[0].since(before) + ", seed " + seed, never);
        }
        System.out.println("of what is held there is " + last[0].since(before));
    }
}
