package org.breakwater.compositor.backend.libinput;

import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.WlPointer.AxisSource;

/** Movement of pointers, and scrolling. */
final class PointerEvents {
    private static final int MOST_120 = 120 * 1000;

    private final Libinput libinput;
    private final DeviceEvents events;

    PointerEvents(Libinput libinput, DeviceEvents events) {
        this.libinput = libinput;
        this.events = events;
    }

    void moved(long event) {
        events.pointerMovedBy(libinput.pointerTime(event),
                Sane.distance(libinput.dx(event)), Sane.distance(libinput.dy(event)),
                Sane.distance(libinput.rawDx(event)), Sane.distance(libinput.rawDy(event)));
    }

    void movedTo(long event, InputDevice device) {
        double fx = libinput.pointerX(event);
        double fy = libinput.pointerY(event);
        if (!Double.isNaN(fx) && !Double.isNaN(fy)) {
            events.pointerMoved(device, libinput.pointerTime(event), Sane.fraction(fx), Sane.fraction(fy));
        }
    }

    void scrolled(long event, InputDevice device, AxisSource source) {
        scrolled(event, device, source, EventValues.VERTICAL, WlPointer.Axis.VERTICAL_SCROLL);
        scrolled(event, device, source, EventValues.HORIZONTAL, WlPointer.Axis.HORIZONTAL_SCROLL);
        events.pointerFrame();
    }

    private void scrolled(long event, InputDevice device, AxisSource source, int axis, WlPointer.Axis told) {
        if (!libinput.scrolls(event, axis)) {
            return;
        }
        double value = Sane.distance(libinput.scrolled(event, axis) * device.scrollFactor);
        int value120 = 0;
        if (source == AxisSource.WHEEL) {
            value120 = (int) Math.round(Sane.within(-MOST_120,
                    libinput.scrolled120(event, axis) * device.scrollFactor, MOST_120));
            if (value == 0 && value120 == 0) {
                return;     // would mean that it has stopped, which a wheel does not tell
            }
        }
        events.pointerAxis(libinput.pointerTime(event), told, value, value120, source, device.naturalScroll
                ? WlPointer.AxisRelativeDirection.INVERTED : WlPointer.AxisRelativeDirection.IDENTICAL);
    }
}
