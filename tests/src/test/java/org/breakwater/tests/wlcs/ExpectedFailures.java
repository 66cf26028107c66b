package org.breakwater.tests.wlcs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tests of the suite that contradict a protocol: lines of {@code NAME: REASON} in {@code
 * wlcs/expected-failures}, where {@code #} begins a comment.
 */
final class ExpectedFailures {
    private static final Path FILE = Path.of("wlcs", "expected-failures");

    private ExpectedFailures() {
    }

    /** Reasons by the names of tests. */
    static Map<String, String> read() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(FILE)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(": ");
            if (colon < 0 || line.substring(colon + 2).isBlank()) {
                throw new AssertionError(FILE + ": a test without a reason: " + line);
            }
            if (reasons.put(line.substring(0, colon), line.substring(colon + 2).strip()) != null) {
                throw new AssertionError(FILE + ": twice: " + line);
            }
        }
        return reasons;
    }
}
