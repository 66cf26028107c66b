package org.breakwater.compositor.backend.libinput;

import org.breakwater.wayland.WlPointer;

/**
 * Hears what the users of input devices do. Whatever goes down comes up again before its device is removed, or
 * is cancelled; of keys and buttons that are down on several devices, the first press and the last release are
 * told. Values are finite. Times are microseconds of the monotonic clock, places fractions of a device's surface
 * from its top left, keys and buttons codes of linux/input-event-codes.h. Loop thread; what is thrown is logged.
 */
public interface DeviceEvents {
    void added(InputDevice device);

    /** All that it held has been released. */
    void removed(InputDevice device);

    /** Some came or went, other than with the session: those that there are now are plugged in. */
    void devicesKnown();

    /** A batch of what devices did is complete. */
    void batchEnds();

    void key(long timeMicros, int key, boolean pressed);

    /** In logical pixels; {@code rawDx} and {@code rawDy}: before acceleration. */
    void pointerMovedBy(long timeMicros, double dx, double dy, double rawDx, double rawDy);

    void pointerMoved(InputDevice device, long timeMicros, double fx, double fy);

    void pointerButton(long timeMicros, int button, boolean pressed);

    /** One direction; {@link #pointerFrame} comes when all have been told. As {@code BackendInput.pointerAxis}. */
    void pointerAxis(long timeMicros, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction);

    void pointerFrame();

    /** {@code finger}: no other that is down has this number. */
    void touchDown(InputDevice device, long timeMicros, int finger, double fx, double fy);

    void touchMoved(InputDevice device, long timeMicros, int finger, double fx, double fy);

    void touchUp(long timeMicros, int finger);

    void touchFrame();

    /** All fingers that are down are no touches after all. */
    void touchCancelled();

    void swipeBegins(long timeMicros, int fingers);

    void swipe(long timeMicros, double dx, double dy);

    void swipeEnds(long timeMicros, boolean cancelled);

    void pinchBegins(long timeMicros, int fingers);

    /** As {@code SeatInput.pinch}. */
    void pinch(long timeMicros, double dx, double dy, double scale, double degrees);

    void pinchEnds(long timeMicros, boolean cancelled);

    void holdBegins(long timeMicros, int fingers);

    void holdEnds(long timeMicros, boolean cancelled);

    /** It was not near a tablet since the session became active, or ever. */
    void toolAdded(InputTool tool);

    /** It has left already. */
    void toolRemoved(InputTool tool);

    /** It came near its tablet, or moved there. */
    void toolMoved(InputTool tool, long timeMicros, double fx, double fy);

    /** From 0 to 1. */
    void toolPressure(InputTool tool, double pressure);

    /** From 0 to 1. */
    void toolDistance(InputTool tool, double distance);

    /** Degrees from upright. */
    void toolTilt(InputTool tool, double degreesX, double degreesY);

    /** Degrees clockwise. */
    void toolRotation(InputTool tool, double degrees);

    /** From -1 to 1. */
    void toolSlider(InputTool tool, double place);

    void toolWheel(InputTool tool, double degrees, int clicks);

    void toolTip(InputTool tool, long timeMicros, boolean down);

    void toolButton(InputTool tool, long timeMicros, int button, boolean pressed);

    /** It is not near any more; what is down on it is so no more. */
    void toolLeft(InputTool tool, long timeMicros);

    /** What it did since the last frame belongs together. */
    void toolFrame(InputTool tool, long timeMicros);

    /** Numbers of groups, and of what is in them, are those of {@link InputDevice#padGroups}. */
    void padButton(InputDevice pad, long timeMicros, int button, boolean pressed);

    void padRing(InputDevice pad, long timeMicros, int group, int ring, double degrees, boolean byFinger);

    void padStrip(InputDevice pad, long timeMicros, int group, int strip, double place, boolean byFinger);

    void padDial(InputDevice pad, long timeMicros, int group, int dial, int value120);

    void padMode(InputDevice pad, long timeMicros, int group, int mode);

    void lid(boolean closed);

    void tabletMode(boolean on);
}
