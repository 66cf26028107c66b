package org.breakwater.protocol.server;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.TimerSource;

/**
 * Divides the loop's time between clients when there is too little of it.
 *
 * <p>Time goes in periods of a frame at 60 Hz, or of several on a faster output. A few clients that want
 * much may have the whole of one between them; the more these are, the less they have together, in equal
 * allowances. While the loop works for less than that it serves whatever comes. When it works for more,
 * time is scarce, until it has been calm for a while: then a client that comes more often than once a frame
 * with its allowance spent is held. Its socket is not read until later periods have paid for what it took
 * and for the turns it had, so that one turn is enough to be held again; but the first time it is let go
 * soon, and only who is held again and again, each time twice as long, has to pay for all. So a flood waits
 * in its own sender, who sleeps, and the processor is there for the others. A client that comes once a
 * frame, now a little early and now a little late, is held only for what no other could have had in its
 * place.
 *
 * <p>Loop's thread. Nothing here runs, and no timer is armed, while no client does anything.
 */
final class FairShare {
    /** Nanoseconds: a frame at 60 Hz. */
    static final long PERIOD = 16_666_667;
    /** In periods: how long it takes until a calm counts. */
    private static final int CALM = 16;
    /** In periods: for so long at least a client that wanted much counts as one that does. */
    private static final int SECOND = 64;
    /** So many clients may have the whole of a period between them. */
    private static final int FEW = 8;
    /** What a client may take of a period, in nanoseconds, however many others there are. */
    private static final long LEAST = 10_000;
    /** What a client can owe at most, so that it is read again some day. */
    private static final long MOST_OWED = 120 * PERIOD;
    /** So many turns a client may be ahead of one a frame: frames do not come on the dot. */
    private static final int AHEAD = 2;
    /** In periods: how long a client is held that was not held in the last second. */
    private static final int FIRST_HOLD = 1;
    private static final int LONGEST_HOLD = 1024;
    /** A client that takes less in a second, and is not held, does not count as one that wants much. */
    private static final long LITTLE = 4_000_000;

    /** What one client has taken. */
    static final class Share {
        private final Client client;
        private long period;
        private long second;
        private long taken;
        private boolean counted;
        private long owed;
        private int turns;
        private int term = FIRST_HOLD;
        private long heldUntil;
        private boolean held;

        Share(Client client) {
            this.client = client;
        }

        boolean isHeld() {
            return held;
        }
    }

    private final EventLoop loop;
    private final TimerSource nextPeriod;
    private List<Share> held = new ArrayList<>();
    private List<Share> looking = new ArrayList<>();
    private long period;
    private long start;
    private long sampled;           // when the load was last looked at
    private long busyThen;
    private long second;
    private int wanting;
    private int wantedBefore;
    private double load;
    private int frames = 1;
    private boolean scarce;
    private long scarceSince;
    private long allowance = PERIOD;
    private long atOnce = PERIOD;

    FairShare(EventLoop loop) {
        this.loop = loop;
        this.nextPeriod = loop.addTimer(this::release);
        this.start = loop.clock().nanos();
        this.sampled = start;
    }

    /** Whether many ask for more than there is time for. */
    boolean isFlooded() {
        return held.size() > FEW;
    }

    /** How often the fastest output shows a frame, in thousandths of a hertz; 0: there is none. */
    void setRefresh(int milliHz) {
        frames = Math.max(1, (int) Math.ceil(milliHz * (PERIOD / 1e12) - 0.01));
    }

    /** What a client should take of one turn now, in nanoseconds. */
    long slice() {
        return scarce ? Math.min(allowance, Appetite.SLICE) : Appetite.SLICE;
    }

    /**
     * A turn of the client's at {@code now} took so long; more of the same turn may be charged. A client
     * that has sent more than was read is about to have another.
     */
    void chargeTurn(Share share, long nanos, long now, boolean mayHaveMore) {
        startPeriod(now);
        payOff(share);
        share.turns += mayHaveMore ? frames * AHEAD + 1 : 1;
        charge(share, nanos);
    }

    /** So much more went into what the client asked for. */
    void charge(Share share, long nanos) {
        share.owed = Math.min(share.owed + nanos, MOST_OWED);
        boolean comesOften = share.turns > frames * AHEAD;
        if (scarce && !share.held && (share.owed > atOnce || comesOften && share.owed > allowance)) {
            hold(share);
        }
        count(share, nanos);
    }

    private void hold(Share share) {
        share.term = period - share.heldUntil > SECOND
                ? FIRST_HOLD
                : Math.min(2 * share.term, LONGEST_HOLD);
        share.heldUntil = period + share.term;
        share.held = true;
        held.add(share);
        share.client.watch();
        if (!nextPeriod.isArmed()) {
            nextPeriod.armAt(start + PERIOD);
        }
    }

    void forget(Share share) {
        if (share.held) {
            held.remove(share);
        }
        if (share.counted && share.second == second) {
            wanting--;
        }
    }

    private void count(Share share, long nanos) {
        if (share.second != second) {
            share.second = second;
            share.taken = 0;
            share.counted = false;
        }
        share.taken += nanos;
        if (!share.counted && (share.held || share.taken > LITTLE)) {
            share.counted = true;
            wanting++;
        }
    }

    private void release() {
        startPeriod(loop.clock().nanos());
        List<Share> before = held;
        held = looking;
        looking = before;
        for (int i = 0; i < before.size(); i++) {
            Share share = before.get(i);
            payOff(share);
            if (share.owed > 0 && period < share.heldUntil) {
                held.add(share);
                count(share, 0);
            } else {
                share.owed = 0;
                share.heldUntil = period;
                share.held = false;
                share.client.watch();
            }
        }
        before.clear();
        if (!held.isEmpty()) {
            nextPeriod.armAt(start + PERIOD);
        }
    }

    private void startPeriod(long now) {
        long elapsed = now - start;
        if (elapsed < PERIOD) {
            return;
        }
        long busy = loop.busyNanos(now);
        double worked = (double) (busy - busyThen) / (now - sampled);
        load += (worked - load) / (elapsed > CALM * PERIOD ? 1 : CALM);
        period += elapsed / PERIOD;
        start += elapsed / PERIOD * PERIOD;
        sampled = now;
        busyThen = busy;
        int sharing = Math.max(1, Math.max(wanting, wantedBefore));
        double together = (double) FEW / Math.max(FEW, sharing);
        allowance = Math.max(LEAST, (long) (PERIOD * together / sharing));
        atOnce = Math.max(Appetite.FRAME, PERIOD / sharing);
        boolean scarceBefore = scarce;
        scarce = sharing > 1 && (worked > together * 15 / 16 || scarce && load > together / 2);
        if (scarce && !scarceBefore) {
            scarceSince = period;
        }
        if (period / SECOND != second) {
            second = period / SECOND;
            wantedBefore = wanting;
            wanting = 0;
        }
    }

    private void payOff(Share share) {
        if (share.period == period) {
            return;
        }
        long periods = period - share.period;
        boolean patient = !share.held && share.turns <= frames * AHEAD && share.owed <= atOnce;
        share.owed = patient || !scarce || share.period < scarceSince
                ? 0
                : Math.max(0, share.owed - periods * allowance);
        share.turns = (int) Math.max(0, Math.min(share.turns, frames * AHEAD + 1) - frames * periods);
        share.period = period;
    }
}
