package org.breakwater.compositor.backend.drm;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.render.Dmabuf;

/**
 * What a card would not show of clients' pictures, so that it is not asked with every frame: one way to lay a picture
 * out, on one connector. It is asked again
 *
 * <ul>
 * <li>at once about any other layout, and about this one when the card's outputs are set in another way;
 * <li>as soon as the pointer's plane is not shown, where it was in what was refused;
 * <li>else after a second, and each time that it refuses again after twice as long, up to about a minute: it may have
 *     been short of something.
 * </ul>
 *
 * <p>So many are kept, and those that came first are forgotten first. To look one up allocates nothing. Loop thread.
 */
final class ScanoutRefusals {
    static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
    static final long LONGEST_PAUSE_NANOS = 64 * FIRST_PAUSE_NANOS;
    static final int MOST = 16;

    private final Clock clock;
    private final List<Refusal> refusals = new ArrayList<>(MOST);
    private long arrangement = 1;

    private static final class Refusal {
        private final int connector;
        private final Dmabuf picture;
        private boolean withPointer;
        private long arrangement;
        private long pause;
        private long until;

        private Refusal(int connector, Dmabuf picture) {
            this.connector = connector;
            this.picture = picture;
        }
    }

    ScanoutRefusals(Clock clock) {
        this.clock = clock;
    }

    /** A number for the way in which the card's outputs are set now. */
    long arrangement() {
        return arrangement;
    }

    /** The card's outputs are set in another way: what it takes may be otherwise from now on. */
    void rearranged() {
        arrangement++;
    }

    /** Whether the card need not be asked; {@code pointer}: its plane is shown. */
    boolean covers(Dmabuf picture, int connector, boolean pointer) {
        Refusal refusal = find(picture, connector);
        return refusal != null && refusal.arrangement == arrangement && (pointer || !refusal.withPointer)
                && clock.nanos() < refusal.until;
    }

    /** The card has refused; {@code pointer}: its plane was shown. Says whether that is news. */
    boolean add(Dmabuf picture, int connector, boolean pointer) {
        Refusal refusal = find(picture, connector);
        boolean news = refusal == null;
        if (news) {
            if (refusals.size() == MOST) {
                refusals.remove(0);
            }
            refusal = new Refusal(connector, picture);
            refusals.add(refusal);
        }
        boolean same = !news && refusal.arrangement == arrangement;
        if (!same) {
            refusal.pause = FIRST_PAUSE_NANOS;
            refusal.withPointer = pointer;
        } else if (refusal.withPointer && !pointer) {
            refusal.withPointer = false;
        } else {
            refusal.pause = Math.min(2 * refusal.pause, LONGEST_PAUSE_NANOS);
        }
        refusal.arrangement = arrangement;
        refusal.until = clock.nanos() + refusal.pause;
        return news;
    }

    /** The card has taken it; {@code pointer}: and the pointer's plane. */
    void taken(Dmabuf picture, int connector, boolean pointer) {
        Refusal refusal = find(picture, connector);
        if (refusal != null && (pointer || !refusal.withPointer)) {
            refusals.remove(refusal);
        }
    }

    private Refusal find(Dmabuf picture, int connector) {
        for (int i = 0; i < refusals.size(); i++) {
            Refusal refusal = refusals.get(i);
            if (refusal.connector == connector && isLike(refusal.picture, picture)) {
                return refusal;
            }
        }
        return null;
    }

    /** The card sees no difference between them but in what they show. */
    private static boolean isLike(Dmabuf one, Dmabuf other) {
        boolean like = one.width() == other.width() && one.height() == other.height()
                && one.fourcc() == other.fourcc() && one.modifier() == other.modifier()
                && one.planes().size() == other.planes().size();
        for (int i = 0; like && i < one.planes().size(); i++) {
            Dmabuf.Plane ours = one.planes().get(i);
            Dmabuf.Plane theirs = other.planes().get(i);
            like = ours.stride() == theirs.stride() && ours.offset() == theirs.offset();
        }
        return like;
    }
}
