package org.breakwater.compositor.backend.libinput;

/** Gestures on touchpads: one at a time is made on the seat, and another device's ends it. */
final class GestureEvents {
    private static final double LARGEST_SCALE = 1000;
    private static final int MOST_FINGERS = 10;

    private final Libinput libinput;
    private final DeviceEvents events;
    private InputDevice device;
    private int begun;

    GestureEvents(Libinput libinput, DeviceEvents events) {
        this.libinput = libinput;
        this.events = events;
    }

    void handle(int type, long event, InputDevice from) {
        long timeMicros = libinput.gestureTime(event);
        switch (type) {
            case EventType.GESTURE_SWIPE_BEGIN, EventType.GESTURE_PINCH_BEGIN, EventType.GESTURE_HOLD_BEGIN ->
                    begin(type, timeMicros, Math.max(1, Math.min(MOST_FINGERS, libinput.fingers(event))), from);
            case EventType.GESTURE_SWIPE_UPDATE -> {
                if (isMaking(EventType.GESTURE_SWIPE_BEGIN, from)) {
                    events.swipe(timeMicros, Sane.distance(libinput.gestureDx(event)),
                            Sane.distance(libinput.gestureDy(event)));
                }
            }
            case EventType.GESTURE_PINCH_UPDATE -> {
                if (isMaking(EventType.GESTURE_PINCH_BEGIN, from)) {
                    events.pinch(timeMicros, Sane.distance(libinput.gestureDx(event)),
                            Sane.distance(libinput.gestureDy(event)),
                            Sane.within(0, libinput.scale(event), LARGEST_SCALE),
                            Sane.distance(libinput.angle(event)));
                }
            }
            case EventType.GESTURE_SWIPE_END -> end(EventType.GESTURE_SWIPE_BEGIN, timeMicros, event, from);
            case EventType.GESTURE_PINCH_END -> end(EventType.GESTURE_PINCH_BEGIN, timeMicros, event, from);
            case EventType.GESTURE_HOLD_END -> end(EventType.GESTURE_HOLD_BEGIN, timeMicros, event, from);
            default -> {
                return;     // one of a later libinput
            }
        }
    }

    void release(InputDevice from, long timeMicros) {
        if (device == from) {
            end(timeMicros, true);
        }
    }

    private boolean isMaking(int kind, InputDevice from) {
        return device == from && begun == kind;
    }

    private void begin(int kind, long timeMicros, int fingers, InputDevice from) {
        if (device != null) {
            end(timeMicros, true);
        }
        device = from;
        begun = kind;
        switch (kind) {
            case EventType.GESTURE_SWIPE_BEGIN -> events.swipeBegins(timeMicros, fingers);
            case EventType.GESTURE_PINCH_BEGIN -> events.pinchBegins(timeMicros, fingers);
            default -> events.holdBegins(timeMicros, fingers);
        }
    }

    private void end(int kind, long timeMicros, long event, InputDevice from) {
        if (isMaking(kind, from)) {
            end(timeMicros, libinput.isCancelled(event));
        }
    }

    private void end(long timeMicros, boolean cancelled) {
        device = null;
        switch (begun) {
            case EventType.GESTURE_SWIPE_BEGIN -> events.swipeEnds(timeMicros, cancelled);
            case EventType.GESTURE_PINCH_BEGIN -> events.pinchEnds(timeMicros, cancelled);
            default -> events.holdEnds(timeMicros, cancelled);
        }
    }
}
