package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.render.geometry.Rect;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.TestClient;
import org.breakwater.tests.TestWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Screens, cards and the session itself come and go. */
@ExtendWith(FdLeakExtension.class)
final class HotplugTest {
    @RegisterExtension
    private final Screens screens = new Screens("""
            [[output]]
            name = "DP-9"
            enabled = false
            """, kms -> {
                kms.connector("DP-1", Screens.SMALL);
                kms.connector("DP-2");
                kms.connector("DP-3");
                kms.connector("DP-9", Screens.SMALL);
            });

    private int connector(String name) {
        return screens.kms().connectorsNow().values().stream()
                .filter(c -> c.name().equals(name)).findFirst().orElseThrow().id();
    }

    private void plug(String name) {
        screens.kms().plug(connector(name), Screens.WIDE);
        screens.tellChanged();
        screens.pass(40);
    }

    private void unplug(String name) {
        screens.kms().plug(connector(name));
        screens.tellChanged();
        screens.pass(40);
    }

    private int shown(String name) {
        return screens.kms().pixel(connector(name), 5, 5);
    }

    @Test
    void whatTheConfigurationDisablesStaysDark() {
        screens.pass(40);
        assertEquals(List.of("DP-1"), screens.names());
        assertEquals(-1, shown("DP-9"));
    }

    @Test
    void aScreenIsPluggedInAndPulledOut() {
        plug("DP-2");
        assertEquals(List.of("DP-1", "DP-2"), screens.names());
        assertEquals(screens.fixture().background(), shown("DP-2"));
        unplug("DP-2");
        assertEquals(List.of("DP-1"), screens.names());
        assertEquals(-1, shown("DP-2"));
        assertEquals(screens.fixture().background(), shown("DP-1"));
    }

    @Test
    void aLinkThatHasGoneBadIsMadeGoodByItsMode() {
        screens.pass(40);
        screens.kms().set(connector("DP-1"), "link-status", 1);
        screens.pass(100);
        assertEquals(1, screens.kms().value(connector("DP-1"), "link-status"), "mended by chance");
        screens.tellChanged();
        screens.pass(40);
        assertEquals(0, screens.kms().value(connector("DP-1"), "link-status"));
        assertEquals(screens.fixture().background(), shown("DP-1"));
        screens.kms().set(connector("DP-1"), "link-status", 1);
        screens.kms().plug(connector("DP-1"), Screens.WIDE);        // and has another mode to offer
        screens.tellChanged();
        screens.pass(60);
        assertEquals(0, screens.kms().value(connector("DP-1"), "link-status"));
        assertEquals(80, screens.output(0).output().mode().width());
    }

    @Test
    void theLastScreenIsPulledOutAndTheSessionWaits() {
        screens.pass(40);
        unplug("DP-1");
        assertEquals(List.of(), screens.names());
        plug("DP-3");
        assertEquals(List.of("DP-3"), screens.names());
        assertEquals(screens.fixture().background(), shown("DP-3"));
    }

    @Test
    void aThirdScreenWaitsForACrtc() {
        plug("DP-2");
        plug("DP-3");
        assertEquals(List.of("DP-1", "DP-2"), screens.names());
        unplug("DP-1");
        assertEquals(List.of("DP-2", "DP-3"), screens.names());
        assertEquals(screens.fixture().background(), shown("DP-3"));
    }

    @Test
    void aScreenPulledOutInTheMiddleOfAFrame() {
        plug("DP-2");
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        assertEquals(2, screens.kms().pendingFlips());
        screens.kms().plug(connector("DP-2"));
        screens.tellChanged();
        screens.kms().flip(9);
        screens.pass(40);
        assertEquals(List.of("DP-1"), screens.names());
        screens.kms().setFlipsAtOnce(true);
        screens.kms().flip(10);
        screens.pass(40);
    }

    @Test
    void aConnectorThatVanishesIsNotedWhenItsCommitFails() {
        plug("DP-2");
        screens.fixture().expectUncaught(1);
        screens.kms().removeConnector(connector("DP-2"));
        screens.kms().refuseCommits(Errno.EINVAL, 1);
        screens.output(1).sceneOutput().damageWhole();
        screens.pass(100);
        assertEquals(List.of("DP-1"), screens.names());
        assertEquals(screens.fixture().background(), shown("DP-1"));
    }

    @Test
    void aCardRemovedInTheMiddleOfItsEvents() {
        plug("DP-2");
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        screens.kms().flip(4);
        screens.kms().vanish();
        screens.pass(40);
        assertEquals(List.of(), screens.names());
        assertEquals(0, screens.seat().openDevices());
    }

    @Test
    void aCardIsRemovedAndAnotherOnePluggedIn() {
        screens.pass(40);
        screens.seat().unplug(screens.card());
        screens.pass(40);
        assertEquals(List.of(), screens.names());
        FakeKms next = screens.newCard();
        screens.seat().plug(next);
        screens.pass(40);
        assertEquals(List.of("DP-1"), screens.names());
        assertEquals("", screens.kms().leftovers());
    }

    @Test
    void aCardIsReplacedBeforeTheLoopHasTurned() {
        screens.pass(40);
        screens.seat().unplug(screens.card());
        screens.seat().plug(screens.newCard());
        screens.pass(40);
        assertEquals(List.of("DP-1"), screens.names());
        assertEquals("", screens.kms().leftovers());
    }

    @Test
    void aRefusalThatTheCardIsGoneEndsItsOutputs() {
        screens.pass(40);
        screens.kms().refuseCommits(Errno.ENODEV, 1);
        screens.damage();
        screens.pass(40);
        assertEquals(List.of(), screens.names());
    }

    @Test
    void anInactiveSessionCommitsNothing() {
        plug("DP-2");
        screens.seat().setActive(false);
        long before = screens.kms().commits();
        screens.damage();
        screens.pass(3000);
        assertEquals(before, screens.kms().commits());
    }

    @Test
    void anActiveSessionSetsItsModesAnewAndDrawsEverything() {
        plug("DP-2");
        screens.seat().setActive(false);
        screens.damage();
        screens.pass(40);
        for (int crtc : screens.kms().crtcsNow()) {
            screens.kms().set(crtc, "ACTIVE", 0);   // somebody else was here
        }
        assertEquals(-1, shown("DP-2"));
        List<Long> drawnBefore = drawn();
        screens.seat().setActive(true);
        screens.pass(60);
        assertEquals(screens.fixture().background(), shown("DP-1"));
        assertEquals(screens.fixture().background(), shown("DP-2"));
        for (int i = 0; i < 2; i++) {
            assertEquals(true, drawn().get(i) > drawnBefore.get(i), "drawn anew");
        }
    }

    @Test
    void aFlipThatWasOnItsWayWhenTheSessionWasLeft() {
        screens.pass(40);
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        screens.seat().setActive(false);
        screens.pass(5000);
        screens.seat().setActive(true);
        screens.kms().flip(0);      // of the frame from before
        screens.kms().setFlipsAtOnce(true);
        screens.pass(60);
        assertEquals(screens.fixture().background(), shown("DP-1"));
        assertEquals(0, screens.screen(0).stalls());
    }

    @Test
    void aFlipThatNeverComesHoldsNoOtherScreen() {
        screens.pass(40);
        screens.kms().setFlipsAtOnce(false);
        screens.damage();
        screens.kms().refuseCommits(Errno.EINVAL, 1);      // all is to be turned off first, after that flip
        plug("DP-2");
        screens.kms().setFlipsAtOnce(true);
        screens.pass(6000);
        screens.fixture().expectUncaught(2);
        assertEquals(screens.fixture().background(), shown("DP-2"));
        assertEquals(screens.fixture().background(), shown("DP-1"));
    }

    @Test
    void whatIsPluggedWhileTheSessionIsAwayShowsWhenItIsBack() {
        screens.pass(40);
        screens.seat().setActive(false);
        plug("DP-2");
        unplug("DP-1");
        assertEquals(List.of("DP-1"), screens.names());
        screens.seat().setActive(true);
        screens.pass(60);
        assertEquals(List.of("DP-2"), screens.names());
        assertEquals(screens.fixture().background(), shown("DP-2"));
    }

    @Test
    void windowsMoveToAnotherScreenAndComeBack() throws IOException {
        plug("DP-2");
        TestClient client = screens.fixture().connect();
        TestWindow window = new TestWindow(client).map(20, 10, 0xffaa0000);
        Desktop desktop = screens.fixture().server().desktop();
        Window shown = desktop.stacking().get(0);
        desktop.moveTo(shown, 64 + 30, 20);
        screens.pass(60);
        assertEquals(0xaa0000, screens.kms().pixel(connector("DP-2"), 35, 25));
        unplug("DP-2");
        screens.pass(60);
        assertEquals(new Rect(44, 20, 20, 10), desktop.boundsOf(shown));
        assertEquals(0xaa0000, screens.kms().pixel(connector("DP-1"), 50, 25));
        plug("DP-2");
        screens.pass(60);
        assertEquals(new Rect(94, 20, 20, 10), desktop.boundsOf(shown));
        assertEquals(0xaa0000, screens.kms().pixel(connector("DP-2"), 35, 25));
        window.destroy();
    }

    private List<Long> drawn() {
        List<Long> drawn = new ArrayList<>();
        screens.fixture().server().outputs().forEach(o -> drawn.add(o.framesDrawn()));
        return drawn;
    }
}
