package org.breakwater.compositor.presentation;

import java.util.ArrayDeque;
import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.server.WpPresentationFeedbackResource;

/**
 * The feedback of one surface: collected for the next commit, travelling with cached commits, shown
 * by the current one. A content update that is applied supersedes the one before: if that has not
 * been presented by then, its feedback is discarded. So is that of an update without content, which
 * nobody will ever see.
 */
final class SurfaceFeedback {
    private static final int MAX_PER_COMMIT = 4096;

    private final Surface surface;
    private final StateSlot<Feedbacks> slot;
    private final Feedbacks none = new Feedbacks();
    private final ArrayDeque<Feedbacks> committed = new ArrayDeque<>(2);
    private Feedbacks pending;
    private Feedbacks applied = none;

    SurfaceFeedback(Surface surface) {
        this.surface = surface;
        this.slot = surface.addState(none);
        surface.precommit().add(s -> commit());
        surface.committed().add(s -> apply());
        surface.destroyed().add(s -> discardAll());
    }

    /** False when there are too many. */
    boolean add(WpPresentationFeedbackResource feedback) {
        if (pending == null) {
            pending = new Feedbacks();
            slot.setPending(pending);
        }
        if (pending.count() >= MAX_PER_COMMIT) {
            return false;
        }
        pending.add(feedback);
        return true;
    }

    /** The feedback of what is shown; whoever takes it answers it. */
    Feedbacks take() {
        Feedbacks taken = applied;
        applied = none;
        return taken;
    }

    private void commit() {
        if (pending != null) {
            committed.add(pending);
            pending = null;
        }
    }

    private void apply() {
        take().discarded();
        if (!committed.isEmpty() && committed.peek() == slot.current()) {
            applied = committed.poll();
        }
        if (!surface.hasContent()) {
            take().discarded();
        }
    }

    private void discardAll() {
        take().discarded();
        committed.forEach(Feedbacks::discarded);
        committed.clear();
        if (pending != null) {
            pending.discarded();
        }
    }
}
