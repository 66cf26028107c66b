package org.breakwater.tests.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The program: {@code Compare CLIENT-PROGRAM OPTION... SECTION...}, see {@code tests/bench/compare}. */
final class Compare {
    private final Path client;
    private final Options options;
    private final Results results = new Results(true);
    private boolean failed;

    private Compare(Path client, Options options) {
        this.client = client;
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        new Compare(Path.of(arguments[0]), Options.parse(rest)).run();
    }

    private void run() throws IOException, InterruptedException {
        if (options.contenders().contains(Contender.BREAKWATER)) {
            // Builds what is old, and writes the JVM's archive.
            Running.start(Contender.BREAKWATER, Size.FULL_HD, client).close();
        }
        for (int round = 0; round < options.rounds(); round++) {
            List<Contender> order = new ArrayList<>(options.contenders());
            Collections.rotate(order, round);
            for (Size size : Size.values()) {
                List<Section> sections = options.sections().stream()
                        .filter(section -> section.size() == size).toList();
                for (Contender contender : sections.isEmpty() ? List.<Contender>of() : order) {
                    System.err.printf("round %d, %s, %s%n", round + 1, size.title(),
                            contender.title());
                    boolean last = round == options.rounds() - 1;
                    measure(contender, size, sections.stream()
                            .filter(section -> last || section != Section.GAPS).toList());
                }
            }
        }
        String report = Machine.describe(options) + "\n\n" + results.table(options.contenders());
        System.out.print(report);
        if (options.readme() != null) {
            Readme.replace(options.readme(), report);
        }
        if (failed) {
            System.exit(1);
        }
    }

    private void measure(Contender contender, Size size, List<Section> sections)
            throws IOException, InterruptedException {
        try (Running running = Running.start(contender, size, client)) {
            boolean warm = false;
            for (Section section : sections) {
                if (section.warm() && !warm) {
                    warm = true;
                    rehearse(running, sections);
                }
                try {
                    section.run(running, options.pace(), results);
                } catch (IOException e) {
                    failed = true;
                    System.err.println(section + " failed, and goes without a figure: " + e);
                }
            }
        }
    }

    /**
     * Requests and small windows, as in any session, and then all that is measured warm, once in advance;
     * what fails says so when it is measured.
     */
    private void rehearse(Running running, List<Section> sections)
            throws IOException, InterruptedException {
        double seconds = options.pace().rehearsal();
        running.measure("requests", 0, seconds);
        running.measure("frames", 100, 100, "floating", "sealed", 100, 20, 2, 0, seconds);
        for (Section section : sections) {
            if (section.warm()) {
                try {
                    section.run(running, options.pace().inAdvance(), new Results(false));
                } catch (IOException e) {
                    System.err.println(section + " in advance: " + e);
                }
            }
        }
    }
}
