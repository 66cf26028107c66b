package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.tests.FdLeakExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Screens that take long to say what they are, or never do: nothing waits for them that need not. */
@ExtendWith(FdLeakExtension.class)
final class SlowScreensTest {
    @RegisterExtension
    private final Screens screens = new Screens(kms -> {
        kms.connector("DP-1", Screens.SMALL);
        kms.connector("DP-2");
    });

    private int connector(String name) {
        return screens.kms().connectorsNow().values().stream()
                .filter(c -> c.name().equals(name)).findFirst().orElseThrow().id();
    }

    private int shown(String name) {
        return screens.kms().pixel(connector(name), 5, 5);
    }

    /** DP-2 is plugged in, and does not say what it is. */
    private void plugSilently() {
        screens.pass(40);
        screens.seat().holdProbes();
        screens.kms().plug(connector("DP-2"), Screens.WIDE);
        screens.tellChanged();
        assertEquals(1, screens.seat().heldProbes());
    }

    private void assertFramesGoOn() {
        long before = screens.kms().commits();
        for (int i = 0; i < 10; i++) {
            screens.damage();
            screens.pass(20);
        }
        assertTrue(screens.kms().commits() >= before + 10,
                () -> "only " + (screens.kms().commits() - before) + " of 10 frames");
    }

    @Test
    void framesGoOnWhileAScreenNeverAnswers() {
        plugSilently();
        assertFramesGoOn();
        screens.pass(20_000);
        assertFramesGoOn();
        assertEquals(List.of("DP-1"), screens.names());
    }

    @Test
    void aScreenThatAnswersLateIsShownOn() {
        plugSilently();
        screens.pass(3000);
        screens.seat().answer();
        screens.pass(40);
        assertEquals(List.of("DP-1", "DP-2"), screens.names());
        assertEquals(screens.fixture().background(), shown("DP-2"));
    }

    @Test
    void eventsDuringALookAreOneMoreLook() {
        int[] asked = new int[1];
        plugSilently();
        screens.kms().duringProbe(() -> asked[0]++);
        for (int i = 0; i < 10; i++) {
            screens.tellChanged();
        }
        assertEquals(1, screens.seat().heldProbes(), "one look at a time");
        screens.seat().answer();
        screens.pass(40);
        assertEquals(4, asked[0], "two looks at two connectors");
    }

    @Test
    void whatIsSeenLaterHoldsAgainstWhatWasSeenBefore() {
        screens.pass(40);
        screens.seat().holdProbes();
        screens.kms().plug(connector("DP-2"), Screens.WIDE);
        screens.tellChanged();
        screens.tellChanged();
        screens.seat().answer();
        screens.kms().plug(connector("DP-2"));
        screens.pass(40);
        assertEquals(List.of("DP-1"), screens.names());
    }

    @Test
    void aCardRemovedWhileItsScreensAreAsked() {
        plugSilently();
        screens.seat().unplug(screens.card());
        screens.pass(40);
        assertEquals(List.of(), screens.names());
        assertEquals(0, screens.seat().openDevices());
        screens.seat().answer();
        screens.pass(40);
        assertEquals(List.of(), screens.names());
        assertEquals("", screens.kms().leftovers());
    }

    @Test
    void whatWasSeenBeforeTheSessionWasLeftCountsForNothing() {
        plugSilently();
        screens.seat().setActive(false);
        screens.pass(40);
        screens.seat().answer();
        screens.pass(40);
        assertEquals(List.of("DP-1"), screens.names(), "lit while the session is not active");
        screens.kms().plug(connector("DP-2"));
        screens.seat().setActive(true);
        screens.pass(60);
        assertEquals(List.of("DP-1"), screens.names());
        assertEquals(screens.fixture().background(), shown("DP-1"));
    }

    @Test
    void theSessionIsLeftAndBackBeforeAnAnswer() {
        plugSilently();
        screens.seat().setActive(false);
        screens.pass(40);
        screens.seat().setActive(true);
        screens.pass(200);
        assertEquals(1, screens.seat().heldProbes());
        screens.kms().plug(connector("DP-2"));      // what the first look has seen is not so any more
        screens.seat().answer();
        screens.pass(60);
        assertEquals(List.of("DP-1"), screens.names());
        assertEquals(screens.fixture().background(), shown("DP-1"));
    }

    @Test
    void modesAreSetAndScreensTurnedOffWhenTheLookIsOver() {
        plugSilently();
        screens.screen(0).setPowered(false);
        screens.pass(100);
        assertEquals(screens.fixture().background(), shown("DP-1"), "nothing is waited for");
        screens.seat().answer();
        screens.pass(40);
        assertEquals(-1, shown("DP-1"));
        screens.seat().holdProbes();
        screens.tellChanged();
        screens.screen(0).setPowered(true);
        screens.pass(100);
        assertEquals(-1, shown("DP-1"), "nothing is waited for");
        screens.seat().answer();
        screens.pass(60);
        assertEquals(screens.fixture().background(), shown("DP-1"));
    }

    @Test
    void aScreenTurnedOnAgainBeforeItCouldBeTurnedOffStaysOn() {
        plugSilently();
        screens.screen(0).setPowered(false);
        screens.screen(0).setPowered(true);
        screens.seat().answer();
        screens.pass(60);
        assertEquals(screens.fixture().background(), shown("DP-1"));
    }

    @Test
    void aCardThatIsBusyTurnsTheScreenOffLater() {
        screens.pass(40);
        screens.kms().refuseCommits(Errno.EBUSY, 30);
        screens.screen(0).setPowered(false);
        assertEquals(screens.fixture().background(), shown("DP-1"));
        screens.pass(400);
        assertEquals(-1, shown("DP-1"));
    }

    @Test
    void aScreenPulledOutInTheMiddleOfAFrameFreesItsCrtcAfterIt() {
        screens.pass(40);
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        screens.kms().plug(connector("DP-1"));
        screens.kms().plug(connector("DP-2"), Screens.WIDE);
        screens.tellChanged();
        screens.pass(100);
        screens.kms().flip(3);      // the frame
        screens.turns(2);
        screens.kms().flip(4);      // and that it is dark
        screens.kms().setFlipsAtOnce(true);
        screens.pass(100);
        assertEquals(List.of("DP-2"), screens.names());
        assertEquals(0, screens.kms().value(connector("DP-1"), "CRTC_ID"));
        assertEquals(screens.fixture().background(), shown("DP-2"));
    }

    /** Its last frame was on its way when the session was left, and no event came of it; it is to be off since. */
    private void comeBackToAScreenThatFallsAsleep() {
        screens.pass(40);
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        screens.seat().setActive(false);
        screens.kms().loseFlips();
        screens.screen(0).setPowered(false);
        screens.seat().setActive(true);
        screens.pass(20);
        assertEquals(1, screens.kms().pendingFlips(), "it is not turned off");
        assertEquals(-1, shown("DP-1"));
    }

    private void pullOut() {
        screens.kms().plug(connector("DP-1"));
        screens.tellChanged();
    }

    @Test
    void aScreenPulledOutWhileItFallsAsleepIsLetGoOfWhole() {
        comeBackToAScreenThatFallsAsleep();
        pullOut();
        screens.kms().setFlipsAtOnce(true);
        screens.kms().flip(5);      // it sleeps
        screens.pass(100);
        assertEquals(List.of(), screens.kms().stalls());
        assertEquals(0, screens.kms().value(connector("DP-1"), "CRTC_ID"));
    }

    @Test
    void aScreenPulledOutAsleepIsNotWaitedFor() {
        comeBackToAScreenThatFallsAsleep();
        screens.kms().setFlipsAtOnce(true);
        screens.kms().flip(5);      // it sleeps
        screens.turns(2);
        pullOut();
        screens.pass(100);
        assertEquals(List.of(), screens.kms().stalls());
        assertEquals(0, screens.kms().value(connector("DP-1"), "CRTC_ID"));
    }

    @Test
    void aRealThreadAsksAndTheLoopHears() {
        screens.pass(40);
        screens.seat().useThreads();
        Thread[] asking = new Thread[1];
        screens.kms().duringProbe(() -> asking[0] = Thread.currentThread());
        screens.kms().plug(connector("DP-2"), Screens.WIDE);
        screens.tellChanged();
        await(() -> screens.names().size() == 2);
        assertTrue(asking[0] != Thread.currentThread());
        screens.pass(40);
        assertEquals(screens.fixture().background(), shown("DP-2"));
    }

    @Test
    void theSessionEndsThoughAScreenNeverAnswers() throws InterruptedException {
        screens.pass(40);
        screens.seat().useThreads();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        screens.kms().duringProbe(() -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException nobodyDoesThat) {
                throw new AssertionError(nobodyDoesThat);
            } finally {
                over.countDown();
            }
        });
        screens.tellChanged();
        asked.await();
        screens.end();
        assertEquals(List.of(), screens.kms().stalls());
        assertEquals(0, screens.seat().openDevices());
        answer.countDown();
        over.await();
    }

    private void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            screens.turns(1);
            Thread.onSpinWait();
        }
        assertTrue(condition.getAsBoolean());
    }
}
