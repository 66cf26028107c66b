package org.breakwater.compositor.backend.seat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.loop.EventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LibseatSeatTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> events = new ArrayList<>();
    private FakeLibseat libseat;
    private EventLoop loop;
    private LibseatSeat seat;
    private long now;

    @BeforeEach
    void sitDown() throws IOException {
        loop = new EventLoop(() -> now);
        libseat = new FakeLibseat();
        libseat.enable();
        seat = LibseatSeat.open(loop, libseat::listening, SECOND);
        seat.activeChanged().add(active -> events.add(active ? "active" : "inactive"));
        seat.lost().add(reason -> events.add("lost: " + reason));
    }

    @AfterEach
    void standUp() {
        seat.close();
        loop.close();
    }

    @Test
    void itIsActiveOnceItIsOurs() {
        assertTrue(seat.isActive());
        assertEquals("seat0", seat.name());
    }

    @Test
    void aSeatThatSomebodyElseUsesIsNotWaitedForForEver() throws IOException {
        FakeLibseat taken = new FakeLibseat();
        taken.whenNothingComes(() -> now += SECOND / 4);
        IOException failure = assertThrows(IOException.class,
                () -> LibseatSeat.open(loop, taken::listening, SECOND));
        assertTrue(failure.getMessage().contains("used by another session"), failure.getMessage());
        assertEquals(SECOND, now);
        assertEquals(List.of("close seat"), taken.calls);
    }

    @Test
    void noSeatIsTold() {
        IOException none = new IOException("no seat");
        assertEquals(none, assertThrows(IOException.class, () -> LibseatSeat.open(loop, listener -> {
            throw none;
        }, SECOND)));
    }

    @Test
    void aConnectionThatBreaksAtTheStartIsTold() throws IOException {
        FakeLibseat breaking = new FakeLibseat();
        breaking.breakWith("Broken pipe");
        assertEquals("Broken pipe", assertThrows(IOException.class,
                () -> LibseatSeat.open(loop, breaking::listening, SECOND)).getMessage());
        assertEquals(List.of("close seat"), breaking.calls);
    }

    @Test
    void whoeverUsesTheSeatHearsOfItsLossBeforeItIsGivenUp() {
        seat.activeChanged().add(active -> libseat.calls.add(active ? "begin" : "stop"));
        libseat.disable();
        libseat.enable();
        loop.dispatch(0);
        assertEquals(List.of("stop", "acknowledge", "begin"), libseat.calls);
        assertTrue(seat.isActive());
    }

    @Test
    void theSeatIsGivenUpWhateverItsUsersMakeOfIt() {
        seat.activeChanged().add(active -> {
            throw new IllegalStateException("a commit in flight");
        });
        libseat.disable();
        libseat.enable();
        loop.dispatch(0);
        assertEquals(List.of("acknowledge"), libseat.calls);
        assertEquals(List.of("inactive", "active"), events);
        assertEquals(2, loop.uncaughtCount());
        assertTrue(seat.isActive());
    }

    @Test
    void devicesAreOpenedAndGivenBackOnce() throws IOException {
        OpenDevice card = seat.open("/dev/dri/card0");
        assertEquals(1001, card.fd());
        card.close();
        card.close();
        assertEquals(List.of("open /dev/dri/card0", "close 1"), libseat.calls);
    }

    @Test
    void aRefusedDeviceIsAnErrorAndNoMore() throws IOException {
        assertThrows(IOException.class, () -> seat.open("/dev/input/forbidden"));
        assertTrue(seat.isActive());
        seat.open("/dev/input/event0").close();
        assertEquals(List.of("open /dev/input/event0", "close 1"), libseat.calls);
    }

    @Test
    void nothingIsOpenedWhileAnotherSessionIsShown() throws IOException {
        OpenDevice card = seat.open("/dev/dri/card0");
        libseat.disable();
        loop.dispatch(0);
        assertFalse(seat.isActive());
        assertThrows(IOException.class, () -> seat.open("/dev/input/event0"));
        seat.switchTo(2);
        card.close();
        assertEquals(List.of("open /dev/dri/card0", "acknowledge", "close 1"), libseat.calls);
    }

    @Test
    void inputDevicesMayBeOpenedAnewByThoseWhoAreToldThatTheSeatIsBack() {
        seat.activeChanged().add(active -> {
            if (active) {
                try {
                    seat.open("/dev/input/event0");
                } catch (IOException refused) {
                    events.add(refused.getMessage());
                }
            }
        });
        libseat.disable();
        loop.dispatch(0);
        libseat.enable();
        loop.dispatch(0);
        assertEquals(List.of("acknowledge", "open /dev/input/event0"), libseat.calls);
        assertEquals(List.of("inactive", "active"), events);
    }

    @Test
    void terminalsAreSwitched() {
        seat.switchTo(3);
        assertEquals(List.of("switch to 3"), libseat.calls);
    }

    @Test
    void aLostDaemonIsToldOnceAndNotAskedAgain() throws IOException {
        OpenDevice card = seat.open("/dev/dri/card0");
        libseat.breakWith("Broken pipe");
        loop.dispatch(0);
        loop.dispatch(0);
        assertEquals(List.of("inactive", "lost: Broken pipe"), events);
        assertThrows(IOException.class, () -> seat.open("/dev/input/event0"));
        card.close();
        seat.close();
        assertEquals(List.of("open /dev/dri/card0", "close 1", "close seat"), libseat.calls);
    }

    @Test
    void aDaemonThatHangsUpIsLostAfterItsLastWords() {
        libseat.disable();
        libseat.enable();
        libseat.hangUp();
        loop.dispatch(0);
        loop.dispatch(0);
        assertEquals(List.of("inactive", "active", "inactive", "lost: its daemon has hung up"), events);
    }

    @Test
    void aDaemonThatIsLostWhileTheSeatIsGivenUpIsToldOnce() {
        seat.activeChanged().add(active -> libseat.breakWith("Connection reset"));
        libseat.disable();
        loop.dispatch(0);
        loop.dispatch(0);
        assertEquals(List.of("inactive", "lost: Connection reset"), events);
    }

    @Test
    void closingGivesEverythingBack() throws IOException {
        seat.open("/dev/dri/card0");
        OpenDevice keyboard = seat.open("/dev/input/event0");
        seat.close();
        keyboard.close();
        seat.close();
        assertEquals(List.of("open /dev/dri/card0", "open /dev/input/event0", "close 1", "close 2",
                "close seat"), libseat.calls);
        assertFalse(seat.isActive());
    }

    @Test
    void whoeverIsToldMayCloseTheSeat() {
        seat.activeChanged().add(active -> seat.close());
        libseat.disable();
        libseat.enable();
        loop.dispatch(0);
        assertEquals(List.of("inactive"), events);
        assertEquals(List.of("close seat"), libseat.calls);
    }
}
