package org.breakwater.compositor.seat;

import org.breakwater.render.geometry.Region;

/** Where the pointer may go while the surface that has it says so. */
public sealed interface PointerConstraint {
    /** It stays where it is. {@code hint}: where its client wants it to be afterwards; null: it does not say. */
    record Locked(Hint hint) implements PointerConstraint {
    }

    /** Surface coordinates. */
    record Hint(double x, double y) {
    }

    /** It stays within this region of the surface that has it; surface coordinates. */
    record Confined(Region region) implements PointerConstraint {
    }
}
