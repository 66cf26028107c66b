package org.breakwater.tests.boundary;

import org.breakwater.compositor.seat.Pointer;
import org.breakwater.compositor.seat.PointerGrab;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.WlPointer;

/** A grab of the pointer that fails at the first motion, button or axis. */
final class FailingGrab implements PointerGrab {
    private final Fault fault;

    FailingGrab(Fault fault) {
        this.fault = fault;
    }

    @Override
    public void focusChanged(Pointer pointer, Surface surface, double sx, double sy) {
        pointer.sendFocus(null, 0, 0);
    }

    @Override
    public void motion(Pointer pointer, int timeMs, double sx, double sy) {
        fault.strike();
    }

    @Override
    public void button(Pointer pointer, int timeMs, int button, boolean pressed) {
        fault.strike();
    }

    @Override
    public void axis(Pointer pointer, int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        fault.strike();
    }

    @Override
    public void cancelled(Pointer pointer) {
        // The test looks whether it was.
    }
}
