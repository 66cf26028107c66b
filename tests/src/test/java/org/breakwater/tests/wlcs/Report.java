package org.breakwater.tests.wlcs;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The suite's result as the README publishes it. */
final class Report {
    private static final Pattern MISSING =
            Pattern.compile("Missing extension: (\\w+?)(>= \\d+|[<=> ].*)?");
    /** Tests of the suite itself that are skipped wherever it runs. */
    private static final String OWN = "the suite's tests of its own skipping";

    private Report() {
    }

    static String of(Map<String, Outcome> outcomes, Map<String, String> expectedFailures) {
        Map<String, Integer> skipped = new TreeMap<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome.kind() == Outcome.Kind.SKIPPED) {
                skipped.merge(name.startsWith("SelfTest.") ? OWN : missing(outcome), 1,
                        Integer::sum);
            }
        });
        StringBuilder report = new StringBuilder("| | tests |\n|---|---|\n");
        report.append("| pass | ").append(count(outcomes.values(), Outcome.Kind.PASSED))
                .append(" |\n");
        Set<String> reasons = new LinkedHashSet<>(expectedFailures.values());
        for (String reason : reasons) {
            report.append("| fail: ").append(reason).append(" | ")
                    .append(expectedFailures.values().stream().filter(reason::equals).count())
                    .append(" |\n");
        }
        Integer own = skipped.remove(OWN);
        skipped.forEach((extension, tests) -> report.append("| skipped: `").append(extension)
                .append("` is not advertised | ").append(tests).append(" |\n"));
        if (own != null) {
            report.append("| skipped: ").append(OWN).append(" | ").append(own).append(" |\n");
        }
        return report.toString();
    }

    private static String missing(Outcome outcome) {
        for (String reason : outcome.said()) {
            Matcher missing = MISSING.matcher(reason);
            if (missing.matches()) {
                return missing.group(1);
            }
        }
        throw new AssertionError("skipped for another reason: " + outcome.said());
    }

    private static long count(Collection<Outcome> outcomes, Outcome.Kind kind) {
        return outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
    }
}
