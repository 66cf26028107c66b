package org.breakwater.compositor.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.wire.Fd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One client copies and another pastes, and one of them fails, in each way, after each step. The reader's pipe
 * ends, both are told, the next copy works, and nothing is held.
 */
class ClipboardStepsTest {
    private enum Step { OFFERED, COPIED, FOCUSED, ASKED, PASTED }

    private record Case(boolean giverFails, Failure failure, Step after) {
        boolean isBefore(Step step) {
            return after.compareTo(step) < 0;
        }

        /** The giver cannot copy any more. */
        boolean copiesNothing() {
            return giverFails && after == Step.OFFERED;
        }

        /** What was copied is gone with its source. */
        boolean losesTheSource() {
            return giverFails && (failure == Failure.VANISHES || failure == Failure.STALLS_AND_DIES
                    || failure == Failure.DESTROYS_DATA);
        }
    }

    private SeatSession s;
    private Selection clipboard;
    private Actor giver;
    private Actor taker;
    private Fd pipe;

    static Stream<Case> cases() {
        return Stream.of(Step.values()).flatMap(step -> Stream.of(Failure.values())
                .flatMap(failure -> Stream.of(new Case(true, failure, step), new Case(false, failure, step))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPasteEndsForBoth(Case now) throws Exception {
        s = new SeatSession();
        clipboard = new Selection(s.seat, client -> false);
        new DataDevices(s.display(), s.seat, clipboard);
        giver = new Actor(s);
        taker = new Actor(s);
        Actor failing = now.giverFails() ? giver : taker;
        for (Step step : Step.values()) {
            perform(step);
            if (step == now.after()) {
                failing.fail(now.failure());
            }
        }
        if (now.failure() == Failure.STALLS) {
            failing.wake();
        } else if (now.failure() == Failure.STALLS_AND_DIES) {
            failing.die();
        }
        giver.listen();
        taker.listen();

        if (pipe != null) {
            String data = DataClient.read(pipe);
            boolean whole = data.equals("as text/plain");
            assertTrue(whole || data.isEmpty(), data);
            assertTrue(whole || now.giverFails(), "the giver did its part");
        }
        if (now.losesTheSource()) {
            assertNull(clipboard.source());
            s.seat.keyboard().focus(taker.surface);
            taker.listen();
            assertTrue(taker.told().endsWith("device.selection(nil)"), taker.told());
        } else if (!now.copiesNothing()) {
            assertSame(giver.data.client.server(), clipboard.source().client());
        }
        assertTheNextCopyWorks(now);
    }

    private void perform(Step step) throws Exception {
        switch (step) {
            case OFFERED -> giver.source = giver.data.source("text/plain");
            case COPIED -> {
                focus(giver.surface);
                if (giver.acts() && !giver.has(Failure.DESTROYS_DATA) && !giver.has(Failure.RELEASES_DEVICE)
                        && !giver.has(Failure.DESTROYS_SURFACE)) {
                    giver.data.device.setSelection(giver.source, s.lastSerial());
                }
            }
            case FOCUSED -> focus(taker.surface);
            case ASKED -> {
                if (taker.acts() && taker.data.offer != null) {
                    pipe = taker.data.receive("text/plain");
                }
            }
            case PASTED -> giver.listen();
        }
        giver.listen();
        taker.listen();
    }

    private void focus(Surface surface) {
        s.seat.keyboard().focus(surface.resource().isAlive() ? surface : null);
    }

    private void assertTheNextCopyWorks(Case now) throws Exception {
        Actor last = giver;
        giver = new Actor(s);
        taker = new Actor(s);
        for (Step step : Step.values()) {
            perform(step);
        }
        assertEquals("as text/plain", DataClient.read(pipe));
        last.listen();
        boolean replaced = !now.copiesNothing() && !now.losesTheSource() && last.isHere();
        assertEquals(replaced ? 1 : 0, last.count("source.cancelled"), last.told());
        s.close();
        s.session.turn();
        Account account = s.display().account();
        assertTrue(account.isEmpty(), account.toString());
    }
}
