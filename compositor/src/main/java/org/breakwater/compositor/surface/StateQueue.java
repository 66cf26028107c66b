package org.breakwater.compositor.surface;

import java.util.ArrayDeque;
import java.util.List;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;

/**
 * A surface's states that were committed and are not applied yet, in order. A state may be held, until it is
 * released; and it may have gates, its own and those of the states that it brings along of synchronized
 * subsurfaces. It is due when it is first, not held, and no gate is closed. Every state is charged to the client.
 */
final class StateQueue {
    private final Account account;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>(0);
    private long lastSequence;
    private long awaitedSequence;
    private long openSequence;

    private static final class Entry {
        private final SurfaceState state;
        private final long sequence;
        private final List<Gate> gates;
        private boolean held;

        Entry(SurfaceState state, long sequence, List<Gate> gates, boolean held) {
            this.state = state;
            this.sequence = sequence;
            this.gates = gates;
            this.held = held;
        }
    }

    StateQueue(Account account) {
        this.account = account;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    int size() {
        return entries.size();
    }

    /** What waits up to the number returned is waited for: it stays apart from what is committed later. */
    long await() {
        awaitedSequence = lastSequence;
        return lastSequence;
    }

    /** States up to {@code sequence} are not held any more. */
    void release(long sequence) {
        for (Entry entry : entries) {
            if (entry.sequence <= sequence) {
                entry.held = false;
            }
        }
    }

    /**
     * The last state, for another one to become one with it; null when the two have to stay apart: somebody
     * waits for the last as it is, or something keeps {@code next} back by itself.
     */
    SurfaceState joinable(SurfaceState next, List<Gate> gates, boolean held) {
        Entry last = entries.peekLast();
        boolean apart = last == null || last.held != held || last.sequence <= awaitedSequence
                || !gates.isEmpty() || !areOpen(next);
        return apart ? null : last.state;
    }

    /** A new state at the end. Throws when the client has too many. */
    SurfaceState add(List<Gate> gates, boolean held) {
        account.charge(Held.WAITING_COMMITS, 1);
        SurfaceState state = new SurfaceState(account);
        entries.add(new Entry(state, ++lastSequence, List.copyOf(gates), held));
        return state;
    }

    /** Takes the first state when it is due; null when it is not. */
    SurfaceState takeDue() {
        Entry first = entries.peek();
        if (first == null || first.held || !isOpen(first)) {
            return null;
        }
        entries.poll();
        account.discharge(Held.WAITING_COMMITS, 1);
        return first.state;
    }

    void discard() {
        account.discharge(Held.WAITING_COMMITS, entries.size());
        for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
            entry.state.discard();
        }
    }

    static boolean areOpen(List<Gate> gates) {
        for (int i = 0; i < gates.size(); i++) {
            if (!gates.get(i).isOpen()) {
                return false;
            }
        }
        return true;
    }

    /** Those of the children's states that this one brings along. */
    static boolean areOpen(SurfaceState state) {
        List<Subsurface.Waiting> children = state.held();
        for (int i = 0; i < children.size(); i++) {
            Subsurface.Waiting child = children.get(i);
            if (child.subsurface().parent() != null
                    && !child.subsurface().surface().queue().isOpen(child.sequence())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether no gate keeps the states up to {@code sequence} back. Those found open stay so: else what waits at
     * every level of a deep tree would be looked at again and again.
     */
    private boolean isOpen(long sequence) {
        if (sequence <= openSequence) {
            return true;
        }
        for (Entry entry : entries) {
            if (entry.sequence > sequence) {
                return true;
            }
            if (!isOpen(entry)) {
                return false;
            }
            openSequence = Math.max(openSequence, entry.sequence);
        }
        return true;
    }

    private boolean isOpen(Entry entry) {
        return entry.sequence <= openSequence || areOpen(entry.gates) && areOpen(entry.state);
    }
}
