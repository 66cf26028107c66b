package org.breakwater.compositor.seat;

/** Counts what the user presses on a seat: buttons, keys, fingers, tools. */
final class Presses {
    private long count;

    long next() {
        return ++count;
    }

    /** How many there were. */
    long count() {
        return count;
    }
}
