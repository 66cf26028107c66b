package org.breakwater.compositor.seat;

import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.WlPointer;

/**
 * Takes the pointer's events instead of the client under it: popups, interactive move and resize,
 * drag and drop. What a grab wants the client to have it passes on with the pointer's {@code send}
 * methods.
 *
 * <p>Positions are coordinates of the surface last given to {@link #focusChanged}; without one they
 * mean nothing, and a grab that works on the layout asks {@link PointerCursor} where the pointer
 * is.
 */
public interface PointerGrab {
    /** The pointer is over another surface (null: none). Also called when the grab begins. */
    void focusChanged(Pointer pointer, Surface surface, double sx, double sy);

    void motion(Pointer pointer, int timeMs, double sx, double sy);

    /** {@link Pointer#isPressed} counts this press or release already. */
    void button(Pointer pointer, int timeMs, int button, boolean pressed);

    /** {@code source}: null where unknown; the arguments are those of {@link Pointer#axis}. */
    void axis(Pointer pointer, int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction);

    /**
     * Something else took the pointer, or it is gone; the grab is over. Not called for {@code
     * endGrab}.
     */
    void cancelled(Pointer pointer);
}
