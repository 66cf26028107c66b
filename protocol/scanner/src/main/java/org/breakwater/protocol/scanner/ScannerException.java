package org.breakwater.protocol.scanner;

/** A definition or a targets file that cannot be used; the message begins with its place. */
public final class ScannerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScannerException(Location at, String message) {
        super(at + ": " + message);
    }
}
