package org.breakwater.tests.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.backend.drm.DrmOutput;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.compositor.backend.drm.KmsException;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.compositor.backend.libinput.EventType;
import org.breakwater.compositor.backend.libinput.Libinput.Capability;
import org.breakwater.compositor.backend.seat.GraphicsCard;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.breakwater.tests.drm.FakeKms;
import org.breakwater.tests.drm.FakeSeat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A whole machine in disorder: input, devices and screens that come and go, a lid, the keys for another terminal and
 * other sessions, a card that refuses. The session goes on, and when all is well again it shows frames, and nothing
 * is held. It takes ten seconds of the compositor's clock, or {@code -Dbreakwater.storm.minutes};
 * {@code -Dbreakwater.storm.seed} repeats one.
 */
@ExtendWith(FdLeakExtension.class)
final class MachineStormTest {
    private static final KmsMode SMALL = KmsMode.of(64, 48, 60_000, true);
    private static final List<KmsMode> MODES = List.of(SMALL, KmsMode.of(80, 48, 60_000, false),
            KmsMode.of(48, 64, 144_000, true), KmsMode.of(100, 40, 30_000, false));
    private static final int[] ERRORS = {Errno.EBUSY, Errno.EACCES, Errno.EINVAL, Errno.ENOMEM};
    private static final int[] VT_KEYS = {29, 56, 59, 60, 61};
    private static final int LID = 1;
    private static final int MOST_DEVICES = 8;
    private static final int KEY_MAX = 0x2ff;

    private final long seed = Long.getLong("breakwater.storm.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomDevices anything = new RandomDevices(random);
    private final FakeDevice keyboard = new FakeDevice("Keys", "event1000", Capability.KEYBOARD);
    private final FakeDevice lid = new FakeDevice("Lid", "event1001", Capability.SWITCH);
    private final List<FakeDevice> plugged = new ArrayList<>();
    private FakeLibinput libinput;
    private final List<Integer> connectors = new ArrayList<>();
    private FakeSeat seat;
    private FakeKms kms;
    private GraphicsCard card;
    private Fixture fixture;
    private TestWindow window;
    private long events;
    private long hotplugs;
    private long terminals;

    @BeforeEach
    void start() throws IOException {
        libinput = new FakeLibinput();
        seat = new FakeSeat();
        kms = new FakeKms(() -> fixture.clock().nanos()).crtc().crtc();
        for (String name : List.of("eDP-1", "DP-1", "DP-2")) {
            connectors.add(kms.connector(name, SMALL));
        }
        card = seat.plug(kms);
        libinput.plug(keyboard);
        libinput.plug(lid);
        ConfigResult config = ConfigReader.parse("""
                [[output]]
                name = "DP-2"
                scale = 1.5
                transform = "90"
                [[input]]
                map-to-output = "DP-1"
                """, "test");
        fixture = new Fixture(new ServerOptions(((ConfigResult.Loaded) config).config(), List.of(),
                new ServerOptions.Hardware(seat, seat, seat.opener(), libinput::open, seat.probes())));
        fixture.open();
        TestClient client = fixture.connect();
        window = new TestWindow(client).map(20, 10, 0xffaa0000);
    }

    @AfterEach
    void end() {
        try {
            fixture.close();
            assertEquals("", kms.leftovers());
            libinput.assertClean();
            assertEquals(0, seat.openDevices());
        } finally {
            kms.end();
        }
    }

    @Test
    void whenAllIsWellAgainTheSessionIsToo() throws IOException {
        long minutes = Long.getLong("breakwater.storm.minutes", 0);
        long end = fixture.clock().nanos() + (minutes > 0 ? minutes * 60 : 10) * 1_000_000_000L;
        try {
            while (fixture.clock().nanos() < end) {
                for (int i = 0; i < 2000; i++) {
                    step();
                }
                recover();
            }
            window.destroy();
        } catch (Throwable failure) {
            throw new AssertionError("with -Dbreakwater.storm.seed=" + seed, failure);
        }
        fixture.expectUncaught(fixture.loop().uncaughtCount());
        System.out.printf("a storm of %d events, %d hot-plugs and %d changes of the terminal%n", events, hotplugs,
                terminals);
        assertTrue(events > 500 && hotplugs > 10 && terminals > 5, "it was no storm");
    }

    private void step() {
        int what = random.nextInt(1000);
        if (what < 20) {
            plug();
        } else if (what < 35 && !plugged.isEmpty()) {
            hotplugs++;
            FakeDevice gone = plugged.remove(random.nextInt(plugged.size()));
            libinput.unplug(gone, anything.event(), anything.event());
        } else if (what < 45) {
            terminals++;
            seat.setActive(!seat.isActive());
        } else if (what < 65) {
            hotplugs++;
            int connector = connectors.get(random.nextInt(connectors.size()));
            kms.plug(connector, random.nextBoolean() ? new KmsMode[0]
                    : new KmsMode[] {MODES.get(random.nextInt(MODES.size())), SMALL});
            seat.tellChanged(card);
        } else if (what < 75) {
            libinput.does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(LID).on(random.nextBoolean()));
        } else if (what < 85) {
            trouble();
        } else if (what < 130) {
            events++;
            libinput.does(keyboard, new FakeEvent(EventType.KEYBOARD_KEY)
                    .number(VT_KEYS[random.nextInt(VT_KEYS.length)]).on(random.nextInt(3) > 0));
        } else if (what < 330) {
            pass(1 + random.nextInt(20));
        } else if (!plugged.isEmpty()) {
            events++;
            libinput.does(plugged.get(random.nextInt(plugged.size())), anything.event());
        }
    }

    private void plug() {
        if (plugged.size() < MOST_DEVICES) {
            hotplugs++;
            FakeDevice device = anything.next();
            plugged.add(device);
            libinput.plug(device);
        }
    }

    private void trouble() {
        switch (random.nextInt(6)) {
            case 0 -> kms.refuseCommits(ERRORS[random.nextInt(ERRORS.length)], 1 + random.nextInt(4));
            case 1 -> kms.setFlipsAtOnce(!kms.flipsAtOnce());
            case 2 -> kms.flip(random.nextInt(1000));
            case 3 -> kms.setMaster(random.nextBoolean());
            case 4 -> fixture.server().outputs().forEach(
                    each -> ((DrmOutput) each.backend()).setPowered(random.nextBoolean()));
            default -> kms.refuseBuffers(1);
        }
    }

    private void pass(int millis) {
        for (int i = 0; i < millis; i++) {
            fixture.clock().advanceMillis(1);
            if (random.nextInt(8) == 0) {
                fixture.server().outputs().forEach(each -> each.sceneOutput().damageWhole());
            }
            fixture.turn();
        }
        Throwable thrown = fixture.loop().lastUncaught();
        for (Throwable cause = thrown; !(cause instanceof KmsException) && thrown != null; cause = cause.getCause()) {
            assertNotNull(cause, () -> "reached the loop: " + thrown);
        }
        assertEquals(List.of(), kms.stalls(), "the loop would have waited");
    }

    /** Everything is as one wants it: so must the session be. */
    private void recover() {
        kms.beWell();
        plugged.forEach(device -> libinput.unplug(device));
        plugged.clear();
        for (int key : VT_KEYS) {
            libinput.does(keyboard, new FakeEvent(EventType.KEYBOARD_KEY).number(key).on(false));
        }
        pass(20);
        seat.setActive(false);
        seat.setActive(true);
        libinput.does(lid, new FakeEvent(EventType.SWITCH_TOGGLE).number(LID).on(false));
        connectors.forEach(connector -> kms.plug(connector));
        kms.plug(connectors.get(0), SMALL);
        seat.tellChanged(card);
        pass(6000);
        fixture.server().outputs().forEach(each -> ((DrmOutput) each.backend()).setPowered(true));
        pass(1500);
        assertEquals(List.of("eDP-1"), fixture.server().outputs().stream().map(o -> o.output().name()).toList());
        assertEquals(fixture.background(), kms.pixel(connectors.get(0), 63, 47));
        for (int key = 0; key <= KEY_MAX; key++) {
            assertFalse(fixture.server().seat().keyboard().isPressed(key), "key " + key + " is stuck");
        }
        assertEquals(0, fixture.server().seat().keyboard().device().state().depressed(), "modifiers");
        assertFalse(fixture.server().seat().pointer().isAnyPressed(), "a button is stuck");
        assertEquals(0, fixture.server().seat().touch().pointCount(), "fingers");
    }
}
