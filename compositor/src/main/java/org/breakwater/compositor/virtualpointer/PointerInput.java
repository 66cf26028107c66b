package org.breakwater.compositor.virtualpointer;

import org.breakwater.compositor.output.Output;
import org.breakwater.wayland.WlPointer;

/** Where the movements of virtual pointers go. Times are milliseconds of the client's clock. */
public interface PointerInput {
    void moveBy(int timeMs, double dx, double dy);

    /**
     * To a place as a fraction, 0 to 1, of an output's width and height; of the whole layout's,
     * when {@code output} is null.
     */
    void moveTo(int timeMs, double fx, double fy, Output output);

    /** {@code button}: a code of linux/input-event-codes.h. */
    void button(int timeMs, int button, boolean pressed);

    /** As {@link org.breakwater.compositor.seat.Pointer#axis}. */
    void axis(int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source);

    /** What came since the last call belongs together. */
    void frame();
}
