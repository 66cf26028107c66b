package org.breakwater.compositor.topleveldrag;

import org.breakwater.compositor.xdg.XdgToplevel;

/** Moves a window with the drag in progress. */
public interface Carrier {
    /**
     * From now on the window follows the drag, held at (x, y) of its geometry, and gets no events
     * of it. It may not be mapped yet.
     */
    void carry(XdgToplevel toplevel, int x, int y);

    /** The drag is over, or the window is gone: it stays where it is. */
    void release();
}
