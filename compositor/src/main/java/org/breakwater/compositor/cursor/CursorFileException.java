package org.breakwater.compositor.cursor;

/** A file is no XCursor file, or one that cannot be shown. */
final class CursorFileException extends Exception {
    private static final long serialVersionUID = 1L;

    CursorFileException(String message) {
        super(message, null, false, false);
    }
}
