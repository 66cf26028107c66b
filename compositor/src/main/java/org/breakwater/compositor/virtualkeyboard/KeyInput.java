package org.breakwater.compositor.virtualkeyboard;

import org.breakwater.compositor.seat.KeyboardDevice;

/** Where the keys of virtual keyboards go. */
public interface KeyInput {
    /** {@code key}: a code of linux/input-event-codes.h. False: it was down, or up, already. */
    boolean key(KeyboardDevice device, int timeMs, int key, boolean pressed);

    /** Masks and layout as the device's keymap numbers them. */
    void modifiers(KeyboardDevice device, int depressed, int latched, int locked, int group);

    /** The device is about to be closed. */
    void removed(KeyboardDevice device);
}
