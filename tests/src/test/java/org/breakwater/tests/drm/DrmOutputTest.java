package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.backend.drm.DrmOutput;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.render.geometry.Region;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.boundary.Control;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One screen on a card: frames, flips, and everything that can go wrong with a commit. */
@ExtendWith(FdLeakExtension.class)
final class DrmOutputTest {
    private static final long PERIOD = 16_666_666;

    @RegisterExtension
    private final Screens screens =
            new Screens(kms -> kms.connector("DP-1", Screens.SMALL, KmsMode.of(32, 24, 60_000, false)));

    private final List<String> told = new ArrayList<>();

    /** Takes the output from the compositor's renderer, which then rests. */
    private DrmOutput own() {
        screens.pass(40);
        DrmOutput output = screens.screen(0);
        output.setListener(new BackendOutput.Listener() {
            @Override
            public void refreshed(long nanos, long refreshNanos, long sequence, int flags) {
                told.add("refreshed " + flags);
            }

            @Override
            public void failed(Throwable why) {
                told.add("failed");
            }
        });
        return output;
    }

    private static void present(DrmOutput output) {
        output.nextTarget();
        output.present(Region.of(new org.breakwater.render.geometry.Rect(0, 0, 8, 8)));
    }

    private int connector() {
        return screens.kms().connectorsNow().keySet().iterator().next();
    }

    @Test
    void theFirstFrameSetsThePreferredModeAndIsShown() {
        screens.pass(40);
        assertEquals(List.of("DP-1"), screens.names());
        assertEquals(screens.fixture().background(), screens.kms().pixel(connector(), 10, 10));
        assertEquals(1, screens.kms().blobs().size());
    }

    @Test
    void aFlipTellsItsTimeAndItsCount() {
        DrmOutput output = own();
        List<Long> times = new ArrayList<>();
        output.setListener(new BackendOutput.Listener() {
            @Override
            public void refreshed(long nanos, long refreshNanos, long sequence, int flags) {
                times.add(nanos);
                times.add(refreshNanos);
                times.add(sequence);
                times.add((long) flags);
            }

            @Override
            public void failed(Throwable why) {
                throw new AssertionError(why);
            }
        });
        screens.kms().setFlipsAtOnce(false);
        present(output);
        screens.pass(5);
        assertEquals(List.of(), times, "a frame is told of before it is shown");
        screens.kms().flip(700);
        screens.turns(1);
        assertEquals(List.of(screens.fixture().clock().nanos(), PERIOD), times.subList(0, 2));
        assertEquals(7, times.get(3), "vsync, hw_clock and hw_completion");
        long first = times.get(2);
        times.clear();
        present(output);
        screens.pass(48);
        screens.kms().flip(703);
        screens.turns(1);
        assertEquals(first + 3, times.get(2), "two refreshes were missed");
    }

    @Test
    void aFrameIsBegunShortlyBeforeItsRefresh() {
        screens.pass(40);
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        for (int sequence = 1; sequence <= 3; sequence++) {
            screens.kms().flip(sequence);
            screens.damage();
            screens.pass(16);
        }
        screens.kms().flip(4);
        screens.turns(1);
        long before = screens.kms().commits();
        screens.damage();
        screens.pass(10);
        assertEquals(before, screens.kms().commits(), "begun at once");
        screens.pass(6);
        assertEquals(before + 1, screens.kms().commits());
        screens.kms().flip(5);
        screens.turns(1);
    }

    @Test
    void aCardThatFlipsAtOnceIsKeptToTheModesRate() {
        DrmOutput output = own();
        present(output);
        screens.turns(2);
        told.clear();
        present(output);
        screens.pass(10);
        assertEquals(List.of(), told);
        screens.pass(8);
        assertEquals(List.of("refreshed 0"), told);
    }

    @Test
    void aSkippedFrameIsToldOfAtTheNextRefresh() {
        DrmOutput output = own();
        output.skip();
        screens.turns(1);
        assertEquals(List.of(), told);
        screens.pass(18);
        assertEquals(List.of("refreshed 0"), told);
    }

    @Test
    void aBusyCardIsAskedAgain() {
        DrmOutput output = own();
        screens.kms().refuseCommits(Errno.EBUSY, 3);
        long before = screens.kms().commits();
        present(output);
        assertEquals(before, screens.kms().commits());
        screens.pass(60);
        assertEquals(before + 1, screens.kms().commits());
        assertEquals(List.of("refreshed 0"), told);
    }

    @Test
    void aCardThatStaysBusyLosesTheFrame() {
        DrmOutput output = own();
        screens.kms().refuseCommits(Errno.EBUSY, 50);
        present(output);
        screens.pass(400);
        assertEquals(List.of("failed"), told);
    }

    @Test
    void withoutTheMasterAFrameWaitsAndSetsTheMode() {
        DrmOutput output = own();
        screens.kms().setMaster(false);
        present(output);
        screens.pass(2500);
        assertEquals(List.of(), told);
        screens.kms().setMaster(true);
        screens.pass(1100);
        assertEquals(List.of("refreshed 0"), told);
    }

    @Test
    void aFlipThatNeverComesIsGivenUpAndTheNextFrameSetsTheMode() {
        DrmOutput output = own();
        screens.kms().setFlipsAtOnce(false);
        present(output);
        screens.pass(900);
        assertEquals(List.of(), told);
        screens.pass(200);
        assertEquals(List.of("failed"), told);
        assertEquals(1, output.stalls());
        screens.kms().flip(1);      // it comes after all: nobody waits for it any more
        screens.turns(1);
        assertEquals(List.of("failed"), told);
        int blobs = screens.kms().blobs().size();
        present(output);
        screens.kms().flip(2);
        screens.turns(1);
        assertEquals(List.of("failed", "refreshed 7"), told);
        assertEquals(blobs, screens.kms().blobs().size(), "the mode's blob was made twice");
    }

    @Test
    void theCompositorRecoversFromAFlipThatNeverComes() {
        screens.pass(40);
        screens.fixture().expectUncaught(1);
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        screens.pass(1100);
        screens.kms().flip(0);
        screens.kms().setFlipsAtOnce(true);
        long before = screens.kms().commits();
        screens.pass(200);
        assertTrue(screens.kms().commits() > before, "nothing was shown again");
    }

    @Test
    void aRefusedModeTurnsEverythingOffOnceAndIsTriedAgain() {
        screens.pass(40);
        screens.fixture().expectUncaught(1);
        screens.screen(0).setPowered(false);
        screens.screen(0).setPowered(true);
        screens.kms().refuseCommits(Errno.EINVAL, 1);
        screens.pass(200);
        assertEquals(screens.fixture().background(), screens.kms().pixel(connector(), 10, 10));
    }

    @Test
    void noMemoryForFramesIsNoEnd() {
        screens.pass(40);
        screens.fixture().expectUncaught(1);
        screens.kms().refuseBuffers(1);
        screens.kms().plug(connector(), Screens.WIDE);
        screens.tellChanged();
        screens.pass(300);
        assertEquals(80, screens.output(0).output().mode().width());
        assertEquals(screens.fixture().background(), screens.kms().pixel(connector(), 70, 10));
    }

    @Test
    void anotherModeIsTakenOverBetweenFrames() {
        screens.pass(40);
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        screens.kms().plug(connector(), Screens.WIDE);
        screens.tellChanged();
        assertEquals(64, screens.output(0).output().mode().width(), "in the middle of a frame");
        screens.kms().flip(5);
        screens.turns(3);
        assertEquals(80, screens.output(0).output().mode().width());
        screens.pass(17);
        screens.kms().flip(6);
        screens.turns(2);
        assertEquals(screens.fixture().background(), screens.kms().pixel(connector(), 79, 47));
    }

    @Test
    void aScreenThatIsOffShowsNothingUntilItIsOnAgain() {
        screens.pass(40);
        DrmOutput output = screens.screen(0);
        output.setPowered(false);
        assertFalse(output.isPowered());
        assertEquals(-1, screens.kms().pixel(connector(), 1, 1));
        long before = screens.kms().commits();
        screens.damage();
        screens.pass(100);
        assertEquals(before, screens.kms().commits(), "frames for a screen that is off");
        output.setPowered(true);
        screens.pass(40);
        assertEquals(screens.fixture().background(), screens.kms().pixel(connector(), 1, 1));
    }

    @Test
    void screensAreTurnedOffAndOnThroughTheControlSocket() throws Exception {
        screens.pass(40);
        JsonObject power = new JsonObject();
        power.addProperty("command", "power");
        power.addProperty("state", "off");
        try (Control control = new Control(screens.fixture())) {
            control.ask(power);
            assertEquals(-1, screens.kms().pixel(connector(), 1, 1));
            power.addProperty("state", "on");
            power.addProperty("output", "DP-1");
            control.ask(power);
            screens.pass(40);
            assertEquals(screens.fixture().background(), screens.kms().pixel(connector(), 1, 1));
            power.addProperty("output", "DP-7");
            assertThrows(IOException.class, () -> control.ask(power));
            screens.kms().plug(connector());
            screens.tellChanged();
            assertThrows(IOException.class, () -> control.ask("screenshot"), "of no output");
        }
    }

    @Test
    void whatTheGpuHasLostIsMadeAnew() {
        screens.pass(40);
        screens.screen(0).rendererRecovered();
        screens.pass(60);
        assertEquals(screens.fixture().background(), screens.kms().pixel(connector(), 1, 1));
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        screens.screen(0).rendererRecovered();       // while a frame is on its way
        screens.kms().flip(8);
        screens.kms().setFlipsAtOnce(true);
        screens.pass(60);
        assertEquals(screens.fixture().background(), screens.kms().pixel(connector(), 1, 1));
    }

    @Test
    void aScreenTurnedOffInTheMiddleOfAFrameGoesOffAfterIt() {
        screens.pass(40);
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        screens.screen(0).setPowered(false);
        screens.kms().flip(3);
        screens.turns(2);
        assertEquals(-1, screens.kms().pixel(connector(), 1, 1));
    }

    @Test
    void eventsThatNobodyAskedForAreIgnored() {
        DrmOutput output = own();
        screens.kms().flipUnasked(0);
        screens.kms().flipUnasked(123_456);
        screens.turns(2);
        assertEquals(List.of(), told);
        present(output);
        screens.pass(20);
        assertEquals(List.of("refreshed 0"), told);
    }

    @Test
    void nothingIsShownBeforeTheFirstFrame() {
        screens.pass(40);
        DrmOutput output = screens.screen(0);
        assertTrue(output.shown() != null);
        screens.kms().plug(connector(), Screens.WIDE);
        screens.kms().setFlipsAtOnce(false);
        screens.seat().tellChanged(screens.card());
        screens.kms().refuseCommits(Errno.EBUSY, 1);
        screens.turns(2);
        assertNull(output.shown());
        screens.kms().setFlipsAtOnce(true);
        screens.pass(40);
    }
}
