package org.breakwater.tests.torture;

import java.util.ArrayList;
import java.util.List;

/** Every scenario there is, in order. */
final class Scenarios {
    private Scenarios() {
    }

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        all.addAll(Truncations.all());
        all.addAll(Seals.all());
        all.addAll(Descriptors.all());
        all.addAll(Arithmetic.all());
        all.addAll(Lifetimes.all());
        all.addAll(Delays.all());
        all.addAll(Contents.all());
        all.addAll(Exhaustion.all());
        return all;
    }
}
