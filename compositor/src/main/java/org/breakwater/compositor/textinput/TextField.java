package org.breakwater.compositor.textinput;

import org.breakwater.compositor.surface.Surface;

/** A field of text that is enabled, whatever protocol its client speaks. */
public interface TextField {
    /** The surface that has the text focus; null: none of this client's. */
    Surface surface();

    TextState state();

    /**
     * Deletes, enters and shows text at the cursor, in this order. Lengths are bytes of UTF-8;
     * null texts are empty; the preedit's cursor is hidden where both its ends are -1.
     */
    void compose(int deleteBefore, int deleteAfter, String committed, String preedit,
            int preeditBegin, int preeditEnd);
}
