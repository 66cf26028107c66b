package org.breakwater.compositor.demo;

import java.io.IOException;

/**
 * One thing that a hostile client does to the files behind its pixels.
 *
 * @param title       what is done, in a few words
 * @param expectation what Breakwater makes of it
 * @param steps       what the client does; its window shows an honest buffer before
 */
record Attack(String title, Expectation expectation, Steps steps) {
    /** Throws what the compositor makes of it. */
    @FunctionalInterface
    interface Steps {
        void run(HostileClient client) throws IOException;
    }
}
