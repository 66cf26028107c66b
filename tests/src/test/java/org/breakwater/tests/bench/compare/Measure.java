package org.breakwater.tests.bench.compare;

/** A row of the table. */
record Measure(String label, Better better) {
    enum Better {
        LOWER,
        HIGHER,
        /** It says something about the machine, not about the compositor. */
        NEITHER
    }

    static Measure lower(String label) {
        return new Measure(label, Better.LOWER);
    }

    static Measure higher(String label) {
        return new Measure(label, Better.HIGHER);
    }

    static Measure ofMachine(String label) {
        return new Measure(label, Better.NEITHER);
    }
}
