package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;

/**
 * Takes a {@link Contact} from the client that it came down on, which hears no more of it: drag and drop, and
 * interactive move and resize.
 */
public interface ContactGrab {
    /**
     * It is over this surface (null: none), at (sx, sy) of its coordinates and (lx, ly) of the layout's. Also
     * called when the grab begins.
     */
    void moved(int timeMs, Surface surface, double sx, double sy, double lx, double ly);

    void lifted(int timeMs);

    /** It turned out to be none, or its client is gone; the grab is over. */
    void contactCancelled();
}
