package org.breakwater.compositor.seat;

/**
 * Takes the keys instead of the client that has the keyboard: an input method does. A key that
 * went down before the grab began is released where it went down.
 */
public interface KeyboardGrab {
    /** Whether the keys of this device are taken, or go to clients as ever. */
    boolean takes(KeyboardDevice device);

    void key(KeyboardDevice device, int timeMs, int linuxKeycode, boolean down);

    /** The modifiers of a device that is taken are others, or its keymap is. */
    void modifiers(KeyboardDevice device);

    /** The seat's keys repeat at another rate. */
    void repeatChanged(KeyRepeat repeat);

    /** The grab is over though {@link Keyboard#endGrab} was not called. */
    void cancelled();
}
