package org.breakwater.compositor.seat;

import org.breakwater.render.geometry.Region;

/** Where the pointer may go while the surface that has it says so. */
public sealed interface PointerConstraint {
    /** It stays where it is. */
    record Locked() implements PointerConstraint {
    }

    /** It stays within this region of the surface that has it; surface coordinates. */
    record Confined(Region region) implements PointerConstraint {
    }
}
