package org.breakwater.compositor.presentation;

import java.util.ArrayDeque;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.server.WpPresentationFeedbackResource;

/**
 * The feedback of one surface: a batch for every commit, also an empty one, in the order in which they will
 * be applied. A content update that is applied supersedes the one before: if that has not been presented
 * by then, its feedback is discarded. So is that of a cached commit which another became one with, and
 * that of an update without content, which nobody will ever see.
 */
final class SurfaceFeedback {
    private static final int MAX_PER_COMMIT = 4096;

    private final Surface surface;
    private final Feedbacks none = new Feedbacks();
    private final ArrayDeque<Feedbacks> committed = new ArrayDeque<>(2);
    /** Cached states from before the first feedback was asked for. */
    private int unknown;
    private Feedbacks pending = none;
    private Feedbacks applied = none;

    SurfaceFeedback(Surface surface) {
        this.surface = surface;
        this.unknown = surface.cachedStates();
        surface.precommit().add(s -> commit());
        surface.superseded().add(s -> discardSuperseded());
        surface.committed().add(s -> apply());
        surface.destroyed().add(s -> discardAll());
    }

    /** False when there are too many. */
    boolean add(WpPresentationFeedbackResource feedback) {
        if (pending == none) {
            pending = new Feedbacks();
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
        committed.add(pending);
        pending = none;
    }

    private void discardSuperseded() {
        Feedbacks newest = committed.pollLast();
        Feedbacks before = committed.pollLast();
        committed.add(newest);
        if (before == null) {
            unknown--;
        } else {
            before.discarded();
        }
    }

    private void apply() {
        take().discarded();
        if (unknown > 0) {
            unknown--;
        } else {
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
        pending.discarded();
    }
}
