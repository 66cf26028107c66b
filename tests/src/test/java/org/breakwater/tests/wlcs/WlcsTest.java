package org.breakwater.tests.wlcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All of the Wayland Conformance Test Suite, on this JVM. */
class WlcsTest {
    private static Map<String, String> expectedFailures;
    private static Suite suite;

    @BeforeAll
    static void runTheSuite() throws IOException, InterruptedException {
        expectedFailures = ExpectedFailures.read();
        suite = Suite.run();
    }

    @Test
    void whatFailsIsExpectedTo() {
        Map<String, String> unexpected = new TreeMap<>();
        suite.outcomes().forEach((name, outcome) -> {
            if (outcome.kind() == Outcome.Kind.FAILED && !expectedFailures.containsKey(name)) {
                unexpected.put(name, String.join("\n", outcome.said()));
            }
        });
        StringBuilder told = new StringBuilder();
        unexpected.forEach((name, said) -> told.append('\n').append(name).append(":\n")
                .append(said).append('\n'));
        assertTrue(unexpected.isEmpty(), () -> unexpected.size() + " tests failed:" + told);
    }

    @Test
    void whatIsExpectedToFailFails() {
        List<String> others = expectedFailures.keySet().stream()
                .filter(name -> !suite.outcomes().containsKey(name)
                        || suite.outcomes().get(name).kind() != Outcome.Kind.FAILED)
                .toList();
        assertEquals(List.of(), others, "passed, were skipped, or do not exist");
    }

    @Test
    void testsLeaveNothingBehind() {
        assertEquals(List.of(), suite.residues());
    }

    @Test
    void theReadmeTellsTheResult() throws IOException {
        String report = Report.of(suite.outcomes(), expectedFailures);
        Files.writeString(Path.of("target", "wlcs", "report.md"), report);
        assertTrue(Files.readString(Path.of("..", "README.md")).contains("\n" + report),
                () -> "the README does not have the table of tests/target/wlcs/report.md:\n"
                        + report);
    }
}
