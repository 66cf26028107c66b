package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;

/** Something that is held down on a surface, and is no pointer: a finger, or a tablet's tool. */
public interface Contact {
    /** Where it is, in layout coordinates. */
    double layoutX();

    double layoutY();

    /** Takes it from its client, until it is lifted. */
    void startGrab(ContactGrab next);

    /** Ends this grab, if it is in force; nobody hears of the contact until it is lifted. */
    void endGrab(ContactGrab ended);

    /** Who knows of such things. */
    @FunctionalInterface
    interface Source {
        /**
         * What came down with this serial on the surface, or on one of the same tree, and is still held there;
         * null: nothing is.
         */
        Contact held(Surface origin, int serial);
    }
}
