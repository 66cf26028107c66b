package org.breakwater.tests.torture;

/** This machine, or this user of it, cannot play a scenario; the message says what is missing. */
final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    Unavailable(String what) {
        super(what);
    }
}
