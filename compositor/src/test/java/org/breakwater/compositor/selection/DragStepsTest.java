package org.breakwater.compositor.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A drag in which one of the two clients fails, in each way, after each step. The other goes on as if
 * nothing had happened. At the end both have been told how it ended, and nothing is held.
 */
class DragStepsTest {
    private static final int LEFT = 0x110;
    private static final int COPY = 1;

    private enum Step { OFFERED, STARTED, ENTERED, ANSWERED, RECEIVED, DROPPED, RECEIVED_DROP, FINISHED }

    private record Case(boolean giverFails, Failure failure, Step after) {
        boolean isBefore(Step step) {
            return after.compareTo(step) < 0;
        }

        /** The giver cannot begin. */
        boolean startsNothing() {
            return giverFails && after == Step.OFFERED;
        }

        /** What ends the giver's part: each time exactly one of these, if it began and is there. */
        String giverIsTold() {
            if (giverFails) {
                return failure == Failure.DESTROYS_DATA ? after == Step.FINISHED ? "dnd_finished" : ""
                        : "dnd_finished";
            }
            boolean taken = switch (failure) {
                case STALLS -> !isBefore(Step.ANSWERED);
                case STALLS_AND_DIES, VANISHES -> after == Step.FINISHED;
                case DESTROYS_DATA -> isBefore(Step.ENTERED) || after == Step.FINISHED;
                case RELEASES_DEVICE, DESTROYS_SURFACE -> !isBefore(Step.DROPPED);
            };
            return taken ? "dnd_finished" : "cancelled";
        }

        /** What ends the drag for the taker. */
        String takerIsTold() {
            boolean dropped = !isBefore(Step.DROPPED);
            if (giverFails) {
                boolean gone = failure == Failure.VANISHES || failure == Failure.DESTROYS_DATA;
                return !gone || dropped ? "drop" : isBefore(Step.ENTERED) ? "" : "leave";
            }
            return switch (failure) {
                case STALLS -> isBefore(Step.ANSWERED) ? "leave" : "drop";
                case DESTROYS_DATA -> isBefore(Step.ENTERED) || dropped ? "drop" : "leave";
                case DESTROYS_SURFACE -> isBefore(Step.ENTERED) ? "" : dropped ? "drop" : "leave";
                case RELEASES_DEVICE, STALLS_AND_DIES, VANISHES -> "nothing that counts";
            };
        }
    }

    private final List<String> icons = new ArrayList<>();
    private final List<Fd> pipes = new ArrayList<>();
    private SeatSession s;
    private DataDevices devices;
    private Pointer pointer;
    private Actor giver;
    private Actor taker;
    private WlSurfaceProxy icon;

    static Stream<Case> cases() {
        return Stream.of(Step.values()).flatMap(step -> Stream.of(Failure.values())
                .flatMap(failure -> Stream.of(new Case(true, failure, step), new Case(false, failure, step))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aDragEndsForBoth(Case now) throws Exception {
        s = new SeatSession();
        devices = new DataDevices(s.display(), s.seat, new Selection(s.seat, client -> false));
        devices.iconChanged().add(shown -> icons.add(shown == null ? "none" : "shown"));
        pointer = s.seat.pointer();
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
            perform(Step.FINISHED);
        } else if (now.failure() == Failure.STALLS_AND_DIES) {
            failing.die();
        }
        giver.listen();
        taker.listen();
        for (Fd pipe : pipes) {
            String data = DataClient.read(pipe);
            assertTrue(data.equals("as text/plain") || data.isEmpty(), data);
        }

        if (giver.isHere() && !now.startsNothing()) {
            assertEquals(now.giverIsTold(), word(giver, "source.cancelled", "source.dnd_finished"), giver.told());
        }
        if (taker.has(Failure.RELEASES_DEVICE) && now.isBefore(Step.DROPPED)) {
            assertEquals(0, giver.count("dnd_drop_performed"), "who has no device is dropped nothing");
        }
        if (taker.isHere() && !now.startsNothing() && !(taker.has(Failure.RELEASES_DEVICE))) {
            assertEquals(now.takerIsTold(), word(taker, "device.leave", "device.drop"), taker.told());
        }
        assertNothingIsStuck();
    }

    /** Which of the two events an actor got, if it got one of them once. */
    private static String word(Actor actor, String one, String other) {
        assertTrue(actor.count(one) + actor.count(other) <= 1, actor.told());
        String event = actor.count(one) == 1 ? one : actor.count(other) == 1 ? other : ".";
        return event.substring(event.indexOf('.') + 1);
    }

    /** A step, by whoever is able to do its part. */
    private void perform(Step step) throws Exception {
        switch (step) {
            case OFFERED -> {
                giver.source = giver.data.source("text/plain");
                giver.source.setActions(COPY);
                icon = giver.data.client.createSurface();
                giver.listen();
            }
            case STARTED -> start();
            case ENTERED -> {
                boolean there = taker.surface.resource().isAlive();
                pointer.enter(there ? taker.surface : null, 3, 4);
                pointer.motion(5, 6, 7);
            }
            case ANSWERED -> {
                if (taker.acts() && taker.data.offer != null) {
                    taker.data.offer.accept(0, "text/plain");
                    taker.data.offer.setActions(COPY, COPY);
                }
            }
            case RECEIVED, RECEIVED_DROP -> receive();
            case DROPPED -> {
                pointer.button(9, LEFT, false);
                pointer.frame();
            }
            case FINISHED -> finish();
        }
        taker.listen();
        giver.listen();
        taker.listen();
    }

    private void start() throws Exception {
        if (giver.surface.resource().isAlive()) {
            pointer.enter(giver.surface, 1, 1);
        }
        pointer.button(1, LEFT, true);
        pointer.frame();
        boolean able = giver.acts() && !giver.has(Failure.DESTROYS_DATA)
                && !giver.has(Failure.RELEASES_DEVICE) && !giver.has(Failure.DESTROYS_SURFACE);
        if (able) {
            giver.data.device.startDrag(giver.source, giver.proxy, icon, s.lastSerial());
            giver.listen();
            assertTrue(devices.isDragging());
        }
    }

    /** Through a pipe that is to end, with the data or without. */
    private void receive() throws Exception {
        if (taker.acts() && taker.data.offer != null) {
            pipes.add(taker.data.receive("text/plain"));
        }
    }

    /** The taker has finished, or declines what it cannot finish. */
    private void finish() throws Exception {
        if (!taker.acts() || taker.data.offer == null) {
            return;
        }
        if (taker.count("device.drop") == 1) {
            taker.data.offer.finish();
        }
        taker.data.offer.destroy();
        taker.data.offer = null;
    }

    private void assertNothingIsStuck() throws Exception {
        assertFalse(devices.isDragging());
        assertFalse(pointer.isGrabbed());
        assertTrue(icons.isEmpty() || icons.get(icons.size() - 1).equals("none"), icons.toString());
        int before = pipes.size();
        Actor next = new Actor(s);
        Actor last = new Actor(s);
        giver = next;
        taker = last;
        for (Step step : Step.values()) {
            perform(step);
        }
        for (Fd pipe : pipes.subList(before, pipes.size())) {
            assertEquals("as text/plain", DataClient.read(pipe));
        }
        assertEquals("dnd_finished", word(next, "source.cancelled", "source.dnd_finished"), next.told());
        s.close();
        s.session.turn();
        Account account = s.display().account();
        assertTrue(account.isEmpty(), account.toString());
    }
}
