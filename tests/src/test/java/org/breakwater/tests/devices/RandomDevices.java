package org.breakwater.tests.devices;

import java.util.Random;
import org.breakwater.compositor.backend.libinput.Libinput.Capability;

/** Devices of any kinds, and what they do. */
final class RandomDevices {
    private static final Capability[] CAPABILITIES = Capability.values();
    private static final double[] ABSURD = {Double.NaN, Double.POSITIVE_INFINITY, -1e9, 1e9, -0.0};
    /** The first number and the count of what libinput knows, and of a little more. */
    private static final int[][] TYPES = {{300, 2}, {400, 8}, {500, 6}, {600, 5}, {700, 6}, {800, 9}, {900, 2}};

    private final Random random;
    private int names;

    RandomDevices(Random random) {
        this.random = random;
    }

    /** With a name of its own. */
    FakeDevice next() {
        names++;
        FakeDevice device = new FakeDevice("Device " + names, "event" + names);
        for (Capability capability : CAPABILITIES) {
            if (random.nextInt(3) == 0) {
                device.capabilities.add(capability);
            }
        }
        device.group = random.nextInt(4);
        device.padModes = random.nextInt(4);
        return device;
    }

    /** Anything that any device could say, and some that none would. */
    FakeEvent event() {
        int[] kind = TYPES[random.nextInt(TYPES.length)];
        FakeEvent event = new FakeEvent(kind[0] + random.nextInt(kind[1]));
        event.number(number(kind[0])).on(random.nextBoolean()).at(value(), value()).raw(value(), value())
                .tool(1 + random.nextInt(9)).in(random.nextInt(3) - 1, random.nextInt(4) - 1);
        event.v120 = random.nextInt(400) - 200;
        event.vertical = random.nextBoolean();
        event.horizontal = random.nextBoolean();
        return event;
    }

    private int number(int kind) {
        return switch (random.nextInt(50)) {
            case 0 -> random.nextInt();
            case 1 -> -1;
            default -> switch (kind) {
                case 300 -> 1 + random.nextInt(120);
                case 400, 600 -> 0x110 + random.nextInt(8);
                default -> random.nextInt(8);
            };
        };
    }

    private double value() {
        return random.nextInt(50) == 0 ? ABSURD[random.nextInt(ABSURD.length)] : random.nextDouble() * 3 - 1;
    }
}
