package org.breakwater.tests.wlcs;

import java.util.List;

/**
 * How one test of the suite ended.
 *
 * @param said what was printed in its course; of a test that was skipped, the reasons
 */
record Outcome(Kind kind, List<String> said) {
    enum Kind { PASSED, SKIPPED, FAILED }

    Outcome {
        said = List.copyOf(said);
    }
}
