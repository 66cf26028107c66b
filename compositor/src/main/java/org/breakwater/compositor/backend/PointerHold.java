package org.breakwater.compositor.backend;

import java.util.List;

/**
 * Where a backend's pointer is to stay while a client has ours held. Places are fractions of an output's picture, as
 * those of {@link BackendInput} are.
 */
public sealed interface PointerHold {
    /** Anywhere. */
    record Free() implements PointerHold {
    }

    /** Where it is. {@code hint}: where it is to be when it is let go; null: where it is then. */
    record Locked(Place hint) implements PointerHold {
    }

    /** Within these parts of an output that it is over. */
    record Confined(BackendOutput output, List<Part> parts) implements PointerHold {
        public Confined {
            parts = List.copyOf(parts);
        }
    }

    record Place(BackendOutput output, double fx, double fy) {
    }

    /** From the top left corner to the bottom right one. */
    record Part(double fx1, double fy1, double fx2, double fy2) {
    }
}
