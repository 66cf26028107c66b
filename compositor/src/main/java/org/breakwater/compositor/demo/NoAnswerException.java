package org.breakwater.compositor.demo;

import java.io.IOException;

/** The compositor did not do in time what it owed a client. */
final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String awaited) {
        super("no " + awaited + " in time");
    }
}
