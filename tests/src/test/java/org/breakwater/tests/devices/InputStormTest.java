package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    @RegisterExtension
    @Order(1)
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000), new OutputMode(200, 100, 60_000));
    @RegisterExtension
    @Order(2)
    final SeatUnderTest seat = new SeatUnderTest(fixture, Config.defaults());
    private final long seed = Long.getLong("breakwater.storm.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomDevices devices = new RandomDevices(random);
    private final List<FakeDevice> plugged = new ArrayList<>();
    private final List<InputClient> clients = new ArrayList<>();
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
            seat.libinput().does(device, devices.event());
        }
    }

    private void plug() {
        if (plugged.size() >= MOST_DEVICES) {
            unplug();
        }
        hotplugs++;
        FakeDevice device = devices.next();
        if (random.nextInt(10) == 0) {
            seat.seat().refuse("/dev/input/" + device.sysname);
        }
        plugged.add(device);
        seat.libinput().plug(device);
    }

    private void unplug() {
        FakeDevice device = plugged.remove(random.nextInt(plugged.size()));
        seat.libinput().unplug(device, devices.event(), devices.event());
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
}
