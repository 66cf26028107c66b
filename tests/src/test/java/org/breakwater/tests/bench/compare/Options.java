package org.breakwater.tests.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the command line asks for. {@code readme}: where to put the table, or null. */
record Options(int rounds, Pace pace, List<Contender> contenders, List<Section> sections,
        Path readme) {
    static Options parse(List<String> arguments) {
        int rounds = 0;
        boolean quick = false;
        double gapSeconds = 0;
        List<Contender> contenders = List.of(Contender.values());
        List<Section> sections = new ArrayList<>();
        Path readme = null;
        for (Iterator<String> left = arguments.iterator(); left.hasNext();) {
            String word = left.next();
            switch (word) {
                case "--quick" -> quick = true;
                case "--rounds" -> rounds = Integer.parseInt(left.next());
                case "--gap-seconds" -> gapSeconds = Double.parseDouble(left.next());
                case "--peers" -> contenders = contenders(left.next());
                case "--readme" -> readme = Path.of("README.md");
                default -> sections.addAll(sections(word));
            }
        }
        if (gapSeconds == 0) {
            gapSeconds = quick ? 3 : 300;
        }
        return new Options(rounds > 0 ? rounds : quick ? 1 : 3,
                quick ? Pace.quick(gapSeconds) : Pace.full(gapSeconds), contenders,
                sections.isEmpty() ? List.of(Section.values())
                        : Stream.of(Section.values()).filter(sections::contains).toList(),
                readme);
    }

    private static List<Contender> contenders(String names) {
        List<String> wanted = List.of(names.split(","));
        List<Contender> found = Stream.of(Contender.values()).filter(
                contender -> wanted.stream().anyMatch(contender.id()::startsWith)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no compositor " + names);
        }
        return found;
    }

    private static List<Section> sections(String name) {
        List<Section> found = Stream.of(Section.values()).filter(section -> section.name()
                .toLowerCase(Locale.ROOT).replace('_', '-').startsWith(name)).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no section " + name);
        }
        return found;
    }
}
