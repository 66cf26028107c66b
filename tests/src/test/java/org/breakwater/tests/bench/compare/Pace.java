package org.breakwater.tests.bench.compare;

/**
 * How long things take, in seconds: each section once in advance, for nothing but to be warm; and then before
 * each measurement, and the measurement.
 */
record Pace(double rehearsal, double warmUp, double seconds, double oneClientSeconds,
        double gapSeconds, long settleMillis) {
    static Pace full(double gapSeconds) {
        return new Pace(6, 1.5, 3, 6, gapSeconds, 2_000);
    }

    static Pace quick(double gapSeconds) {
        return new Pace(0.5, 0.5, 1, 1, gapSeconds, 500);
    }

    /** The pace at which all is done in advance. */
    Pace inAdvance() {
        return new Pace(rehearsal, 0, rehearsal, rehearsal, rehearsal, 0);
    }
}
