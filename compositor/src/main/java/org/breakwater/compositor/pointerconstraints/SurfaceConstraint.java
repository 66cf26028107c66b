package org.breakwater.compositor.pointerconstraints;

import org.breakwater.compositor.seat.PointerConstraint;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Region;
import org.breakwater.wayland.server.WlRegionResource;
import org.breakwater.wayland.server.ZwpConfinedPointerV1Resource;
import org.breakwater.wayland.server.ZwpLockedPointerV1Resource;

/**
 * {@code zwp_locked_pointer_v1} or {@code zwp_confined_pointer_v1}. The region that it is made with
 * counts at once; another one, and the hint, with the surface's commit.
 */
final class SurfaceConstraint {
    /**
     * What travels with the surface's commits; of {@code owner}, which may not be there any more.
     *
     * @param region null: wherever the surface takes input
     */
    record State(SurfaceConstraint owner, Region region, boolean hinted, double hintX,
            double hintY) {
    }

    private final PointerConstraints constraints;
    private final Surface surface;
    private final StateSlot<State> slot;
    private final boolean locks;
    private final boolean oneshot;
    private final Resource resource;
    private final Account account;
    private final Signal.Subscription committed;
    private final Signal.Subscription destroyed;
    private State applied;
    private long charged;
    private Region seenInput;
    private int seenWidth;
    private int seenHeight;
    private boolean ended;

    /** Takes the object over. */
    SurfaceConstraint(PointerConstraints constraints, Surface surface, StateSlot<State> slot,
            Resource resource, Region region, boolean oneshot) {
        this.constraints = constraints;
        this.surface = surface;
        this.slot = slot;
        this.resource = resource;
        this.oneshot = oneshot;
        this.locks = resource instanceof ZwpLockedPointerV1Resource;
        this.account = resource.client().account();
        charge(region);
        this.applied = new State(this, region, false, 0, 0);
        this.seenInput = surface.current().input();
        this.seenWidth = surface.width();
        this.seenHeight = surface.height();
        this.committed = surface.committed().add(s -> applied());
        this.destroyed = surface.destroyed().add(s -> defunct());
        if (resource instanceof ZwpLockedPointerV1Resource lock) {
            lock.handle(new LockRequests());
        } else if (resource instanceof ZwpConfinedPointerV1Resource confinement) {
            confinement.handle(new ConfinementRequests());
        }
    }

    Surface surface() {
        return surface;
    }

    /** Null: wherever the surface takes input. */
    Region region() {
        return applied.region();
    }

    boolean locks() {
        return locks;
    }

    /** Where the client wants the pointer to be when it is let go, by its last commit. */
    boolean isHinted() {
        return locks && applied.hinted() && applied.hintX() >= 0 && applied.hintY() >= 0
                && applied.hintX() < surface.width() && applied.hintY() < surface.height();
    }

    double hintX() {
        return applied.hintX();
    }

    double hintY() {
        return applied.hintY();
    }

    PointerConstraint inForce(Region region) {
        return locks
                ? new PointerConstraint.Locked(isHinted() ? new PointerConstraint.Hint(hintX(), hintY()) : null)
                : new PointerConstraint.Confined(region);
    }

    void activated() {
        if (resource instanceof ZwpLockedPointerV1Resource lock) {
            lock.sendLocked();
        } else if (resource instanceof ZwpConfinedPointerV1Resource confinement) {
            confinement.sendConfined();
        }
    }

    /** It is not in force any more; one that was meant to be once has had its day. */
    void deactivated() {
        if (resource instanceof ZwpLockedPointerV1Resource lock) {
            lock.sendUnlocked();
        } else if (resource instanceof ZwpConfinedPointerV1Resource confinement) {
            confinement.sendUnconfined();
        }
        if (oneshot) {
            defunct();
        }
    }

    private void setRegion(WlRegionResource region) {
        Region wanted = region == null ? null : Compositor.regionOf(region);
        charge(wanted);
        State last = pending();
        slot.setPending(new State(this, wanted, last.hinted(), last.hintX(), last.hintY()));
    }

    private void setHint(double x, double y) {
        slot.setPending(new State(this, pending().region(), true, x, y));
    }

    private State pending() {
        State last = slot.pending();
        return last != null && last.owner() == this ? last : applied;
    }

    private void applied() {
        State now = slot.current();
        boolean changed = false;
        if (now != null && now.owner() == this && now != applied) {
            changed = now.region() != applied.region() || now.hinted() && (!applied.hinted()
                    || now.hintX() != applied.hintX() || now.hintY() != applied.hintY());
            applied = now;
            long held = rectangles(applied.region())
                    + (pending() == applied ? 0 : rectangles(pending().region()));
            if (charged > held) {
                account.discharge(Held.REGION_RECTANGLES, charged - held);
                charged = held;
            }
        }
        if (changed || seenInput != surface.current().input() || seenWidth != surface.width()
                || seenHeight != surface.height()) {
            seenInput = surface.current().input();
            seenWidth = surface.width();
            seenHeight = surface.height();
            constraints.changed(this);
        }
    }

    /** The client may go on using the object, without effect. */
    private void defunct() {
        end();
        resource.makeInert();
        constraints.forget(this);
    }

    private void end() {
        if (!ended) {
            ended = true;
            committed.remove();
            destroyed.remove();
            account.discharge(Held.REGION_RECTANGLES, charged);
            charged = 0;
        }
    }

    private void charge(Region region) {
        long added = rectangles(region);
        account.charge(Held.REGION_RECTANGLES, added);
        charged += added;
    }

    private static long rectangles(Region region) {
        return region == null ? 0 : region.rectCount();
    }

    private void objectDestroyed() {
        end();
        constraints.letGo(this);
    }

    private final class LockRequests implements ZwpLockedPointerV1Resource.Requests {
        @Override
        public void setCursorPositionHint(ZwpLockedPointerV1Resource self, double x, double y) {
            setHint(x, y);
        }

        @Override
        public void setRegion(ZwpLockedPointerV1Resource self, WlRegionResource region) {
            SurfaceConstraint.this.setRegion(region);
        }

        @Override
        public void destroy(ZwpLockedPointerV1Resource self) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource gone) {
            objectDestroyed();
        }
    }

    private final class ConfinementRequests implements ZwpConfinedPointerV1Resource.Requests {
        @Override
        public void setRegion(ZwpConfinedPointerV1Resource self, WlRegionResource region) {
            SurfaceConstraint.this.setRegion(region);
        }

        @Override
        public void destroy(ZwpConfinedPointerV1Resource self) {
            // The runtime ends the object next; see destroyed.
        }

        @Override
        public void destroyed(Resource gone) {
            objectDestroyed();
        }
    }
}
