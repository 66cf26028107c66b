package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.compositor.backend.libinput.Libinput.Capability;
import org.breakwater.config.Config;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.input.InputClient;
import org.breakwater.wayland.client.ZwpTabletManagerV2Proxy;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random input, hot-plugs and changes of the virtual terminal, while clients come and go; nothing fails, and in
 * the end nothing is held. It takes ten seconds of the compositor's clock, or {@code -Dbreakwater.storm.minutes};
 * {@code -Dbreakwater.storm.seed} repeats one.
 */
@ExtendWith(FdLeakExtension.class)
class InputStormTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_DEVICES = 12;
    /** In all: the fixture remembers each. */
    private static final int MOST_CLIENTS = 500;
    private static final Capability[] CAPABILITIES = Capability.values();
    private static final double[] ABSURD = {Double.NaN, Double.POSITIVE_INFINITY, -1e9, 1e9, -0.0};
    /** The first number and the count of what libinput knows, and of a little more. */
    private static final int[][] TYPES = {{300, 2}, {400, 8}, {500, 6}, {600, 5}, {700, 6}, {800, 9}, {900, 2}};

    @RegisterExtension
    @Order(1)
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000), new OutputMode(200, 100, 60_000));
    @RegisterExtension
    @Order(2)
    final SeatUnderTest seat = new SeatUnderTest(fixture, Config.defaults());
    private final long seed = Long.getLong("breakwater.storm.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<FakeDevice> plugged = new ArrayList<>();
    private final List<InputClient> clients = new ArrayList<>();
    private int names;
    private int clientCount;
    private long events;
    private long hotplugs;
    private long terminals;

    @Test
    void nothingIsLeftOfAStorm() throws IOException {
        long minutes = Long.getLong("breakwater.storm.minutes", 0);
        long end = fixture.clock().nanos() + (minutes > 0 ? minutes * 60 : 10) * SECOND;
        try {
            while (fixture.clock().nanos() < end) {
                step();
            }
            seat.seat().setActive(true);
            fixture.turn();
            while (!plugged.isEmpty()) {
                unplug();
            }
            fixture.turn();
            seat.assertNothingIsHeld();
        } catch (Throwable failure) {
            throw new AssertionError("with -Dbreakwater.storm.seed=" + seed, failure);
        }
        System.out.printf("a storm of %d events, %d hot-plugs and %d changes of the terminal%n", events, hotplugs,
                terminals);
        assertTrue(events > 1000 && hotplugs > 10 && terminals > 10, "it was no storm");
    }

    private void step() throws IOException {
        int what = random.nextInt(1000);
        if (what < 20) {
            plug();
        } else if (what < 35 && !plugged.isEmpty()) {
            unplug();
        } else if (what < 40) {
            terminals++;
            seat.seat().setActive(!seat.seat().isActive());
        } else if (what < 45) {
            client();
        } else if (what < 200) {
            fixture.clock().advanceMillis(random.nextInt(20));
            fixture.turn();
        } else if (!plugged.isEmpty()) {
            events++;
            FakeDevice device = plugged.get(random.nextInt(plugged.size()));
            seat.libinput().does(device, event(device));
        }
    }

    private void plug() {
        if (plugged.size() >= MOST_DEVICES) {
            unplug();
        }
        hotplugs++;
        String sysname = "event" + ++names;
        if (random.nextInt(10) == 0) {
            seat.seat().refuse("/dev/input/" + sysname);
        }
        FakeDevice device = new FakeDevice("Device " + names, sysname);
        for (Capability capability : CAPABILITIES) {
            if (random.nextInt(3) == 0) {
                device.capabilities.add(capability);
            }
        }
        device.group = random.nextInt(4);
        device.padModes = random.nextInt(4);
        plugged.add(device);
        seat.libinput().plug(device);
    }

    private void unplug() {
        FakeDevice device = plugged.remove(random.nextInt(plugged.size()));
        seat.libinput().unplug(device, event(device), event(device));
    }

    private void client() throws IOException {
        if (clients.size() >= 3 || !clients.isEmpty() && random.nextBoolean()) {
            clients.remove(random.nextInt(clients.size())).client().close();
        } else if (clientCount++ < MOST_CLIENTS) {
            InputClient client = new InputClient(fixture);
            clients.add(client);
            client.pointer();
            client.seat().getKeyboard();
            if (random.nextBoolean()) {
                client.bind(ZwpTabletManagerV2Proxy.TYPE).getTabletSeat(client.seat());
            }
            client.window();
        }
    }

    private FakeEvent event(FakeDevice device) {
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
