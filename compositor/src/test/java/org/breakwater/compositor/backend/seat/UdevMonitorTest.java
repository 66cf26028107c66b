package org.breakwater.compositor.backend.seat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.breakwater.compositor.backend.seat.Udev.Card;
import org.breakwater.compositor.backend.seat.Udev.Event;
import org.breakwater.compositor.backend.seat.Udev.Kind;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.wire.Fd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UdevMonitorTest {
    private static final int STORM = 200;

    private final List<String> events = new ArrayList<>();
    private FakeUdev udev;
    private EventLoop loop;
    private UdevMonitor monitor;

    @BeforeEach
    void watch() throws IOException {
        loop = new EventLoop(() -> 0);
        udev = new FakeUdev();
        udev.present.add(card(10, false));
        udev.present.add(card(2, false));
        udev.present.add(card(3, true));
        udev.present.add(new Card(card(4, true).card(), "seat1"));
        monitor = new UdevMonitor(loop, udev, "seat0");
        monitor.added().add(card -> events.add("+" + card.path()));
        monitor.removed().add(card -> events.add("-" + card.path()));
        monitor.changed().add(card -> events.add("~" + card.path()));
    }

    @AfterEach
    void stop() {
        monitor.close();
        monitor.close();
        loop.close();
        assertEquals(1, udev.closed);
    }

    @Test
    void theCardsOfTheSeatComeInOrder() {
        assertEquals(List.of("/dev/dri/card3", "/dev/dri/card2", "/dev/dri/card10"), paths());
    }

    @Test
    void cardsComeAndGoAndChange() {
        udev.tell(Kind.ADDED, card(0, false));
        udev.coming.add(Event.OTHER);
        udev.tell(Kind.CHANGED, card(0, false));
        udev.tell(Kind.REMOVED, card(3, true));
        loop.dispatch(0);
        assertEquals(List.of("+/dev/dri/card0", "~/dev/dri/card0", "-/dev/dri/card3"), events);
        assertEquals(List.of("/dev/dri/card0", "/dev/dri/card2", "/dev/dri/card10"), paths());
    }

    @Test
    void otherSeatsAreNoConcernOfOurs() {
        udev.coming.add(new Event(Kind.CHANGED, new Card(card(4, true).card(), "seat1")));
        loop.dispatch(0);
        assertEquals(List.of(), events);
    }

    @Test
    void whatUdevRepeatsIsTakenForWhatItMustMean() {
        udev.tell(Kind.REMOVED, card(7, false));
        udev.tell(Kind.ADDED, card(2, false));
        udev.tell(Kind.CHANGED, card(8, false));
        loop.dispatch(0);
        assertEquals(List.of("~/dev/dri/card2", "+/dev/dri/card8"), events);
    }

    @Test
    void lostEventsAreMadeUpForByLooking() {
        udev.present.remove(0);
        udev.present.add(card(5, false));
        udev.overrun = true;
        loop.dispatch(0);
        assertEquals(List.of("-/dev/dri/card10", "~/dev/dri/card3", "~/dev/dri/card2",
                "+/dev/dri/card5"), events);
    }

    @Test
    void whoeverFailsKeepsNobodyFromHearing() {
        monitor.changed().add(card -> {
            throw new IllegalStateException("gone between test and commit");
        });
        udev.tell(Kind.CHANGED, card(2, false));
        udev.tell(Kind.CHANGED, card(3, true));
        loop.dispatch(0);
        assertEquals(List.of("~/dev/dri/card2", "~/dev/dri/card3"), events);
        assertEquals(2, loop.uncaughtCount());
    }

    @Test
    void aStormLeavesTimeForOthers() {
        for (int i = 0; i < STORM; i++) {
            udev.tell(Kind.CHANGED, card(2, false));
        }
        loop.dispatch(0);
        assertEquals(64, events.size());
        while (events.size() < STORM) {
            loop.dispatch(0);
        }
        assertEquals(STORM, events.size());
    }

    @Test
    void whoeverIsToldMayCloseTheMonitor() {
        monitor.changed().add(card -> monitor.close());
        udev.tell(Kind.CHANGED, card(2, false));
        udev.tell(Kind.CHANGED, card(3, true));
        loop.dispatch(0);
        assertEquals(List.of("~/dev/dri/card2"), events);
    }

    @Test
    void udevThatCannotTellIsAnError() {
        udev.silent = true;
        assertThrows(IOException.class, () -> new UdevMonitor(loop, udev, "seat0"));
    }

    private List<String> paths() {
        return monitor.cards().stream().map(GraphicsCard::path).toList();
    }

    private static Card card(int number, boolean primary) {
        return new Card(new GraphicsCard("/dev/dri/card" + number, 0xe200 + number, primary), "seat0");
    }

    /** Its descriptor is always readable. */
    private static final class FakeUdev implements Udev {
        final List<Card> present = new ArrayList<>();
        final Deque<Event> coming = new ArrayDeque<>();
        boolean overrun;
        boolean silent;
        int closed;
        private final Fd[] pipe;

        FakeUdev() throws IOException {
            pipe = Fd.pipe();
            pipe[1].write(new byte[] {1});
        }

        void tell(Kind kind, Card card) {
            coming.add(new Event(kind, card));
        }

        @Override
        public int fd() {
            return pipe[0].raw();
        }

        @Override
        public List<Card> cards() throws IOException {
            if (silent) {
                throw new IOException("no answer");
            }
            return List.copyOf(present);
        }

        @Override
        public Event receive() throws IOException {
            if (overrun) {
                overrun = false;
                throw new IOException("events of udev were lost");
            }
            return coming.poll();
        }

        @Override
        public void close() {
            closed++;
            pipe[0].close();
            pipe[1].close();
        }
    }
}
