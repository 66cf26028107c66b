package org.breakwater.compositor.backend.libinput;

/** Libinput's numbers for events; there may be others, of a later one. */
final class EventType {
    static final int DEVICE_ADDED = 1;
    static final int DEVICE_REMOVED = 2;
    static final int KEYBOARD_KEY = 300;
    static final int POINTER_MOTION = 400;
    static final int POINTER_MOTION_ABSOLUTE = 401;
    static final int POINTER_BUTTON = 402;
    /** Of old; what it tells, the three after it tell too. */
    static final int POINTER_AXIS = 403;
    static final int POINTER_SCROLL_WHEEL = 404;
    static final int POINTER_SCROLL_FINGER = 405;
    static final int POINTER_SCROLL_CONTINUOUS = 406;
    static final int TOUCH_DOWN = 500;
    static final int TOUCH_UP = 501;
    static final int TOUCH_MOTION = 502;
    static final int TOUCH_CANCEL = 503;
    static final int TOUCH_FRAME = 504;
    static final int TABLET_TOOL_AXIS = 600;
    static final int TABLET_TOOL_PROXIMITY = 601;
    static final int TABLET_TOOL_TIP = 602;
    static final int TABLET_TOOL_BUTTON = 603;
    static final int TABLET_PAD_BUTTON = 700;
    static final int TABLET_PAD_RING = 701;
    static final int TABLET_PAD_STRIP = 702;
    static final int TABLET_PAD_KEY = 703;
    static final int TABLET_PAD_DIAL = 704;
    static final int GESTURE_SWIPE_BEGIN = 800;
    static final int GESTURE_SWIPE_UPDATE = 801;
    static final int GESTURE_SWIPE_END = 802;
    static final int GESTURE_PINCH_BEGIN = 803;
    static final int GESTURE_PINCH_UPDATE = 804;
    static final int GESTURE_PINCH_END = 805;
    static final int GESTURE_HOLD_BEGIN = 806;
    static final int GESTURE_HOLD_END = 807;
    static final int SWITCH_TOGGLE = 900;

    private EventType() {
    }
}
