package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.compositor.backend.drm.KmsException;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.compositor.backend.seat.GraphicsCard;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Anything may happen to the hardware, at any moment and in any order: the session goes on, shows frames again as soon
 * as it can, and leaves nothing behind. {@code -Dbreakwater.soak.seconds=3600} makes it as long as that;
 * {@code -Dbreakwater.soak.seed=N} repeats a run.
 */
@ExtendWith(FdLeakExtension.class)
final class HardwareSoakTest {
    private static final int MOST_CONNECTORS = 4;
    private static final List<Integer> ERRORS =
            List.of(Errno.EBUSY, Errno.EACCES, Errno.EINVAL, Errno.ENOENT, Errno.ENOMEM, Errno.ENOSPC);
    private static final List<KmsMode> MODES = List.of(Screens.SMALL, Screens.WIDE,
            KmsMode.of(48, 64, 144_000, true), KmsMode.of(100, 40, 30_000, false));

    @RegisterExtension
    private final Screens screens = new Screens("""
            [[output]]
            name = "DP-2"
            scale = 1.5
            transform = "90"
            adaptive-sync = true
            """, kms -> {
                for (int i = 1; i <= MOST_CONNECTORS; i++) {
                    kms.connector("DP-" + i, Screens.SMALL);
                }
            });

    private final long seed = Long.getLong("breakwater.soak.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private FakeKms card;
    private GraphicsCard node;
    private TestClient client;
    private TestWindow window;
    private TestBuffer[] buffers;

    @Test
    void nothingThatHappensToTheHardwareEndsTheSession() throws IOException {
        card = screens.kms();
        node = screens.card();
        client = screens.fixture().connect();
        window = new TestWindow(client).map(20, 10, 0xffaa0000);
        buffers = new TestBuffer[] {client.buffer(20, 10, 0), client.buffer(20, 10, 0)};
        screens.fixture().server().cursor().setEnabled(true);
        screens.fixture().server().cursor().setPresent(true);
        long end = System.nanoTime() + Long.getLong("breakwater.soak.seconds", 5) * 1_000_000_000L;
        long events = 0;
        try {
            for (; System.nanoTime() < end; events += 100) {
                aHundredThingsHappen();
                recover();
            }
        } catch (Throwable failure) {
            throw new AssertionError("with -Dbreakwater.soak.seed=" + seed, failure);
        }
        window.destroy();
        screens.fixture().expectUncaught(screens.fixture().loop().uncaughtCount());
        assertTrue(events > 0);
    }

    private void aHundredThingsHappen() throws IOException {
        for (int i = 0; i < 100; i++) {
            happen();
            screens.turns(random.nextInt(3));
            if (random.nextInt(4) == 0) {
                screens.pass(random.nextInt(40));
            }
            assertOnlyTheScreensFailed();
            assertEquals(List.of(), card.stalls(), "the loop would have waited");
        }
    }

    /** What the devices refuse is told to the loop; nothing else may reach it. */
    private void assertOnlyTheScreensFailed() {
        Throwable thrown = screens.fixture().loop().lastUncaught();
        for (Throwable cause = thrown; !(cause instanceof KmsException) && thrown != null;
                cause = cause.getCause()) {
            assertNotNull(cause, () -> "reached the loop: " + thrown);
        }
    }

    private void happen() throws IOException {
        switch (random.nextInt(22)) {
            case 0, 1 -> {
                int connector = anyConnector();
                card.plug(connector, MODES.get(random.nextInt(MODES.size())), Screens.SMALL);
                screens.seat().tellChanged(node);
            }
            case 2, 3 -> {
                card.plug(anyConnector());
                screens.seat().tellChanged(node);
            }
            case 4, 5 -> screens.seat().setActive(!screens.seat().isActive());
            case 6 -> card.refuseCommits(ERRORS.get(random.nextInt(ERRORS.size())),
                    1 + random.nextInt(5));
            case 7 -> card.setFlipsAtOnce(!card.flipsAtOnce());
            case 8 -> card.flip(random.nextInt(3) == 0 ? 0 : random.nextInt());
            case 9 -> card.refuseBuffers(random.nextInt(3));
            case 10 -> card.flipUnasked(random.nextInt(1000));
            case 11 -> {
                for (int crtc : card.crtcsNow()) {
                    card.set(crtc, "ACTIVE", 0);
                }
            }
            case 12 -> screens.pass(random.nextInt(2) == 0 ? 1200 : 5200);
            case 13 -> {
                if (!screens.names().isEmpty()) {
                    screens.screen(random.nextInt(screens.names().size()))
                            .setPowered(random.nextBoolean());
                }
            }
            case 14 -> card.setMaster(random.nextBoolean());
            case 15 -> {
                if (random.nextInt(10) == 0) {
                    changeCard();
                }
            }
            case 16 -> {
                TestBuffer buffer = buffers[random.nextInt(buffers.length)];
                buffer.fill(0, 0, 20, 10, random.nextInt() | 0xff000000);
                window.surface().attach(buffer.proxy(), 0, 0);
                window.surface().damageBuffer(0, 0, 20, 10);
                window.surface().commit();
                screens.fixture().roundtrip(client);
            }
            case 17, 18 -> screens.fixture().server().input().pointerMoved(1,
                    random.nextInt(200), random.nextInt(100));
            case 20 -> screens.seat().holdProbes();
            case 21 -> screens.seat().answer();
            default -> screens.damage();
        }
    }

    private void changeCard() {
        screens.seat().unplug(node);
        screens.turns(random.nextInt(3));
        card = screens.newCard();
        node = screens.seat().plug(card);
    }

    private int anyConnector() {
        List<Integer> all = List.copyOf(card.connectorsNow().keySet());
        return all.get(random.nextInt(all.size()));
    }

    /** Everything is well again: frames must be shown. */
    private void recover() {
        screens.endUnplugged(card);
        card.beWell();
        screens.seat().answer();
        card.connectorsNow().keySet().forEach(connector -> card.plug(connector));
        card.plug(card.connectorsNow().keySet().iterator().next(), Screens.SMALL);
        screens.fixture().server().input().pointerMoved(1, 60, 10);
        screens.seat().setActive(false);
        screens.seat().setActive(true);
        screens.pass(6000);
        if (!screens.names().isEmpty()) {
            screens.screen(0).setPowered(true);
        }
        screens.pass(3000);
        assertEquals(List.of("DP-1"), screens.names());
        long before = card.commits();
        screens.damage();
        screens.pass(100);
        assertTrue(card.commits() > before, "no frame is shown any more");
        int shown = card.pixel(card.connectorsNow().keySet().iterator().next(), 1, 47);
        assertEquals(screens.fixture().background(), shown);
    }
}
