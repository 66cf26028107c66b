package org.breakwater.tests.bench.compare;

/** How long things take: seconds of warm-up before each measurement, and of the measurement. */
record Pace(double firstWarmUp, double warmUp, double seconds, double gapSeconds,
        long settleMillis) {
    static Pace full(double gapSeconds) {
        return new Pace(8, 1.5, 3, gapSeconds, 2_000);
    }

    static Pace quick(double gapSeconds) {
        return new Pace(1, 0.5, 1, gapSeconds, 500);
    }
}
