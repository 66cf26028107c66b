package org.breakwater.compositor.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints a line for each outcome as it comes, aligned, and what they amount to. */
final class DemoReport {
    private final PrintStream out;
    private final boolean pictures;
    private final int titleWidth;
    private final List<Outcome> outcomes = new ArrayList<>();

    /** {@code pictures}: whether there are some of this compositor, and so readings. */
    DemoReport(PrintStream out, List<Attack> attacks, boolean pictures) {
        this.out = out;
        this.pictures = pictures;
        this.titleWidth = attacks.stream().mapToInt(attack -> attack.title().length()).max().orElse(0);
    }

    void begin(String subject) {
        out.println(subject);
        out.println(pictures
                ? line("attack", "what the compositor read", "expected", "gap", "the hostile client")
                : line("attack", "the compositor", null, "gap", "the hostile client"));
    }

    void add(Outcome outcome) {
        outcomes.add(outcome);
        String compositor = outcome.fate() instanceof Fate.Alive && outcome.reading() != null
                ? outcome.reading() : outcome.fate().toString();
        String expected = !pictures ? null : outcome.holds() ? "yes" : "NO";
        out.println(line(outcome.attack().title(), compositor, expected,
                outcome.worstGapMillis() + " ms",
                outcome.told() == null ? "" : outcome.told().toString()));
        if (pictures && !outcome.holds()) {
            out.println("    expected " + outcome.attack().expectation());
        }
        out.flush();
    }

    /** Whether everything held. */
    boolean holds() {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome::holds);
    }

    void end() {
        long alive = outcomes.stream().filter(o -> o.fate() instanceof Fate.Alive).count();
        long worst = outcomes.stream().filter(o -> o.fate() instanceof Fate.Alive)
                .mapToLong(Outcome::worstGapMillis).max().orElse(0);
        StringBuilder summary = new StringBuilder();
        summary.append("survived ").append(alive).append(" of ").append(outcomes.size())
                .append(" attacks");
        if (pictures) {
            long exact = outcomes.stream().filter(Outcome::holds).count();
            summary.append("; ").append(exact).append(" exactly as expected");
        }
        summary.append("; the good client never waited longer than ").append(worst)
                .append(" ms for a frame").append(alive < outcomes.size() ? " where it survived" : "");
        out.println(summary);
        out.flush();
    }

    private String line(String title, String compositor, String expected, String gap, String told) {
        String cells = expected == null
                ? String.format("%-" + titleWidth + "s  %-16s  %8s  %s", title, compositor, gap, told)
                : String.format("%-" + titleWidth + "s  %-46s  %-8s  %8s  %s", title, compositor,
                        expected, gap, told);
        return cells.stripTrailing();
    }
}
