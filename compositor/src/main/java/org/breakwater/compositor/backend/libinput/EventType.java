package org.breakwater.compositor.backend.libinput;

/** Libinput's numbers for events; there may be others, of a later one. */
public final class EventType {
    public static final int DEVICE_ADDED = 1;
    public static final int DEVICE_REMOVED = 2;
    public static final int KEYBOARD_KEY = 300;
    public static final int POINTER_MOTION = 400;
    public static final int POINTER_MOTION_ABSOLUTE = 401;
    public static final int POINTER_BUTTON = 402;
    /** Of old; what it tells, the three after it tell too. */
    public static final int POINTER_AXIS = 403;
    public static final int POINTER_SCROLL_WHEEL = 404;
    public static final int POINTER_SCROLL_FINGER = 405;
    public static final int POINTER_SCROLL_CONTINUOUS = 406;
    public static final int TOUCH_DOWN = 500;
    public static final int TOUCH_UP = 501;
    public static final int TOUCH_MOTION = 502;
    public static final int TOUCH_CANCEL = 503;
    public static final int TOUCH_FRAME = 504;
    public static final int TABLET_TOOL_AXIS = 600;
    public static final int TABLET_TOOL_PROXIMITY = 601;
    public static final int TABLET_TOOL_TIP = 602;
    public static final int TABLET_TOOL_BUTTON = 603;
    public static final int TABLET_PAD_BUTTON = 700;
    public static final int TABLET_PAD_RING = 701;
    public static final int TABLET_PAD_STRIP = 702;
    public static final int TABLET_PAD_KEY = 703;
    public static final int TABLET_PAD_DIAL = 704;
    public static final int GESTURE_SWIPE_BEGIN = 800;
    public static final int GESTURE_SWIPE_UPDATE = 801;
    public static final int GESTURE_SWIPE_END = 802;
    public static final int GESTURE_PINCH_BEGIN = 803;
    public static final int GESTURE_PINCH_UPDATE = 804;
    public static final int GESTURE_PINCH_END = 805;
    public static final int GESTURE_HOLD_BEGIN = 806;
    public static final int GESTURE_HOLD_END = 807;
    public static final int SWITCH_TOGGLE = 900;

    private EventType() {
    }
}
