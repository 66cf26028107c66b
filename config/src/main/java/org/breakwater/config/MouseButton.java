package org.breakwater.config;

/** A button of a mouse, in the order (and so from the first code) of linux/input-event-codes.h. */
public enum MouseButton {
    LEFT, RIGHT, MIDDLE, SIDE, EXTRA, FORWARD, BACK, TASK;

    private static final int BTN_LEFT = 0x110;

    /** As in linux/input-event-codes.h. */
    public int code() {
        return BTN_LEFT + ordinal();
    }
}
