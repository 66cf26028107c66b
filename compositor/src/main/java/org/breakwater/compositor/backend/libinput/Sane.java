package org.breakwater.compositor.backend.libinput;

/** Keeps what devices say within what the rest can count with. */
final class Sane {
    /** The highest of linux/input-event-codes.h. */
    private static final int KEY_MAX = 0x2ff;
    /** Pixels, or degrees, in one event. */
    private static final double FARTHEST = 100_000;

    private Sane() {
    }

    static boolean isCode(int code) {
        return code > 0 && code <= KEY_MAX;
    }

    /** 0 for what is no number. */
    static double distance(double value) {
        return within(-FARTHEST, value, FARTHEST);
    }

    /** From 0 to 1. */
    static double fraction(double value) {
        return within(0, value, 1);
    }

    static double within(double least, double value, double most) {
        return Double.isNaN(value) ? Math.max(least, 0) : Math.max(least, Math.min(most, value));
    }
}
