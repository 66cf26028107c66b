package org.breakwater.compositor.seat.xkb;

/** libxkbcommon is missing, or cannot make a keymap of what it was given. */
public final class KeymapException extends Exception {
    private static final long serialVersionUID = 1L;

    KeymapException(String message) {
        super(message);
    }

    KeymapException(String message, Throwable cause) {
        super(message, cause);
    }
}
