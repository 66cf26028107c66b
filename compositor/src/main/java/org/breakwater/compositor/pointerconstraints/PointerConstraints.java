package org.breakwater.compositor.pointerconstraints;

import java.util.HashMap;
import java.util.Map;
import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.ZwpPointerConstraintsV1;
import org.breakwater.wayland.ZwpPointerConstraintsV1.Lifetime;
import org.breakwater.wayland.server.WlPointerResource;
import org.breakwater.wayland.server.WlRegionResource;
import org.breakwater.wayland.server.WlSurfaceResource;
import org.breakwater.wayland.server.ZwpConfinedPointerV1Resource;
import org.breakwater.wayland.server.ZwpLockedPointerV1Resource;
import org.breakwater.wayland.server.ZwpPointerConstraintsV1Resource;

/**
 * {@code zwp_pointer_constraints_v1} 1, for one seat.
 *
 * <p>A constraint comes into force when its surface has the pointer, the pointer is within the
 * region, and a surface of the same window has the keys, if there is a keyboard: nobody is caught
 * by a window that he only passes over. It ends when the surface has lost one or the other.
 */
public final class PointerConstraints implements ZwpPointerConstraintsV1Resource.Requests {
    private static final int VERSION = 1;

    private final Seat seat;
    private final PointerCursor cursor;
    private final Map<Surface, SurfaceConstraint> constraints = new HashMap<>();
    /** One for each surface that ever had a constraint: it is the surface's for life. */
    private final Map<Surface, StateSlot<SurfaceConstraint.State>> slots = new HashMap<>();
    private SurfaceConstraint active;

    public PointerConstraints(Display display, Seat seat, PointerCursor cursor) {
        this.seat = seat;
        this.cursor = cursor;
        seat.pointer().focusChanged().add(pointer -> deactivateWhereDue());
        seat.keyboard().focusChanged().add(keyboard -> {
            deactivateWhereDue();
            activateWhereDue();
        });
        cursor.settled().add(settled -> activateWhereDue());
        display.createGlobal(ZwpPointerConstraintsV1Resource.TYPE, VERSION,
                resource -> resource.handle(this));
    }

    @Override
    public void lockPointer(ZwpPointerConstraintsV1Resource resource,
            ZwpLockedPointerV1Resource id, WlSurfaceResource surface, WlPointerResource pointer,
            WlRegionResource region, int lifetime) {
        constrain(resource, id, surface, pointer, region, lifetime);
    }

    @Override
    public void confinePointer(ZwpPointerConstraintsV1Resource resource,
            ZwpConfinedPointerV1Resource id, WlSurfaceResource surface, WlPointerResource pointer,
            WlRegionResource region, int lifetime) {
        constrain(resource, id, surface, pointer, region, lifetime);
    }

    @Override
    public void destroy(ZwpPointerConstraintsV1Resource resource) {
        // Constraints live on.
    }

    /** A constraint's region or hint, or its surface, has changed. */
    void changed(SurfaceConstraint constraint) {
        if (constraint != active) {
            activateWhereDue();
            return;
        }
        Region region = region(constraint);
        if (region.isEmpty()) {
            deactivate();
        } else {
            cursor.constrain(constraint.inForce(region));
        }
    }

    /** The client has destroyed the object. */
    void letGo(SurfaceConstraint constraint) {
        constraints.remove(constraint.surface(), constraint);
        if (constraint == active) {
            active = null;
            cursor.constrain(null);
            warpToHint(constraint);
        }
    }

    /** The surface is gone, or the constraint has had its day. */
    void forget(SurfaceConstraint constraint) {
        constraints.remove(constraint.surface(), constraint);
        if (constraint == active) {
            active = null;
            cursor.constrain(null);
        }
    }

    private void constrain(ZwpPointerConstraintsV1Resource resource, Resource id,
            WlSurfaceResource surfaceResource, WlPointerResource pointer, WlRegionResource region,
            int lifetime) {
        Surface surface = Compositor.surfaceOf(surfaceResource);
        if (surface == null || Pointer.of(pointer) != seat.pointer()) {
            id.makeInert();
            return;
        }
        if (constraints.containsKey(surface)) {
            throw resource.error(ZwpPointerConstraintsV1.Error.ALREADY_CONSTRAINED,
                    "%s has a constraint already", surfaceResource);
        }
        constraints.put(surface, new SurfaceConstraint(this, surface, slot(surface), id,
                region == null ? null : Compositor.regionOf(region),
                lifetime == Lifetime.ONESHOT.value()));
        activateWhereDue();
    }

    private StateSlot<SurfaceConstraint.State> slot(Surface surface) {
        StateSlot<SurfaceConstraint.State> slot = slots.get(surface);
        if (slot == null) {
            slot = surface.addState(null);
            slots.put(surface, slot);
            surface.destroyed().add(slots::remove);
        }
        return slot;
    }

    private void deactivateWhereDue() {
        if (active == null) {
            return;
        }
        SurfaceConstraint last = active;
        if (last.surface() != seat.pointer().focus()) {
            deactivate();
        } else if (!hasKeys(last.surface())) {
            deactivate();
            warpToHint(last);
        }
    }

    private void activateWhereDue() {
        if (constraints.isEmpty() || active != null) {
            return;
        }
        Surface focus = seat.pointer().focus();
        SurfaceConstraint next = focus == null ? null : constraints.get(focus);
        if (next == null || !hasKeys(focus)) {
            return;
        }
        Region region = region(next);
        if (region.contains((int) Math.floor(cursor.surfaceX()),
                (int) Math.floor(cursor.surfaceY()))) {
            active = next;
            next.activated();
            cursor.constrain(next.inForce(region));
        }
    }

    private void deactivate() {
        SurfaceConstraint last = active;
        active = null;
        cursor.constrain(null);
        last.deactivated();
    }

    private void warpToHint(SurfaceConstraint last) {
        if (last.isHinted() && last.surface() == seat.pointer().focus()) {
            cursor.warp(cursor.x() - cursor.surfaceX() + last.hintX(),
                    cursor.y() - cursor.surfaceY() + last.hintY());
        }
    }

    private boolean hasKeys(Surface surface) {
        Surface keys = seat.keyboard().focus();
        return !seat.has(WlSeat.Capability.KEYBOARD)
                || keys != null && keys.tree().root() == surface.tree().root();
    }

    /** What is asked for, where the surface is and takes input. */
    private static Region region(SurfaceConstraint constraint) {
        Surface surface = constraint.surface();
        Region whole = Region.of(new Rect(0, 0, surface.width(), surface.height()));
        Region input = surface.current().input();
        Region taking = input == null ? whole : input.intersect(whole);
        return constraint.region() == null ? taking : taking.intersect(constraint.region());
    }
}
