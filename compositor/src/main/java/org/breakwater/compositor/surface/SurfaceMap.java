package org.breakwater.compositor.surface;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a protocol extension keeps for those surfaces that it was used with: made at first use, gone
 * with the surface. Loop thread.
 */
public final class SurfaceMap<T> {
    private final Map<Surface, T> entries = new IdentityHashMap<>();
    private final Function<Surface, T> make;

    /** {@code make}: makes what is kept for a live surface. */
    public SurfaceMap(Function<Surface, T> make) {
        this.make = make;
    }

    /** What is kept for the surface, made when there is nothing yet. */
    public T of(Surface surface) {
        T entry = entries.get(surface);
        if (entry == null) {
            entry = make.apply(surface);
            entries.put(surface, entry);
            surface.destroyed().add(entries::remove);
        }
        return entry;
    }

    /** What is kept for the surface, or null. */
    public T existing(Surface surface) {
        return entries.get(surface);
    }
}
