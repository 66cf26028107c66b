package org.breakwater.tests.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, and its table: medians, with the least and the most, and the ratio to the best other. */
final class Results {
    private final Map<Measure, Map<Contender, List<Double>>> rows = new LinkedHashMap<>();
    private final boolean told;

    /** {@code told}: each figure on stderr as it comes. */
    Results(boolean told) {
        this.told = told;
    }

    void add(Running running, Measure measure, double value) {
        rows.computeIfAbsent(measure, any -> new EnumMap<>(Contender.class))
                .computeIfAbsent(running.contender(), any -> new ArrayList<>()).add(value);
        if (told) {
            System.err.printf(Locale.ROOT, "%-16s %-58s %s%n", running.contender().title(),
                    measure.label(), number(value));
        }
    }

    String table(List<Contender> contenders) {
        StringBuilder table = new StringBuilder("|");
        StringBuilder rule = new StringBuilder("|---|");
        contenders.forEach(contender -> {
            table.append(" | ").append(contender.title());
            rule.append("---|");
        });
        table.append(" | to the best other |\n").append(rule).append("---|\n");
        rows.forEach((measure, values) -> {
            table.append("| ").append(measure.label());
            for (Contender contender : contenders) {
                table.append(" | ").append(cell(values.get(contender)));
            }
            table.append(" | ").append(ratio(measure, values)).append(" |\n");
        });
        return table.toString();
    }

    private static String cell(List<Double> values) {
        if (values == null) {
            return "";
        }
        String median = number(median(values));
        return values.size() == 1 ? median : median + " (" + number(Collections.min(values)) + "-"
                + number(Collections.max(values)) + ")";
    }

    private static String ratio(Measure measure, Map<Contender, List<Double>> values) {
        if (measure.better() == Measure.Better.NEITHER) {
            return "";
        }
        double best = Double.NaN;
        for (Map.Entry<Contender, List<Double>> entry : values.entrySet()) {
            double value = median(entry.getValue());
            if (entry.getKey() != Contender.BREAKWATER && (Double.isNaN(best)
                    || (measure.better() == Measure.Better.LOWER ? value < best : value > best))) {
                best = value;
            }
        }
        List<Double> ours = values.get(Contender.BREAKWATER);
        return ours == null || Double.isNaN(best) ? ""
                : String.format(Locale.ROOT, "%.2f", median(ours) / best);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String number(double value) {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
