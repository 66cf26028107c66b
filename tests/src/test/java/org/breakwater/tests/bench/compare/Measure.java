package org.breakwater.tests.bench.compare;

/** A row of the table. */
record Measure(String label, boolean lowerIsBetter) {
    static Measure lower(String label) {
        return new Measure(label, true);
    }

    static Measure higher(String label) {
        return new Measure(label, false);
    }
}
