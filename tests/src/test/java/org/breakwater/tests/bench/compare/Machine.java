package org.breakwater.tests.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.time.LocalDate;
import java.util.stream.Stream;

/** The machine and the versions, as a paragraph above the table. */
final class Machine {
    private Machine() {
    }

    static String describe(Options options) throws IOException {
        return "Measured on %s: %d cores (%s), no GPU, Linux %s; Breakwater on JDK %s; %s; %s; Mesa %s. "
                .formatted(LocalDate.now(), Runtime.getRuntime().availableProcessors(),
                        processor(), System.getProperty("os.version"),
                        System.getProperty("java.version"), say("weston", "--version"),
                        say("sway", "--version"),
                        say("dpkg-query", "-W", "-f=${Version}", "libgl1-mesa-dri"))
                + "Before that everything was done for %s s each by every compositor, to be warm. ".formatted(
                        new DecimalFormat("0.#").format(options.pace().rehearsal()))
                + (options.rounds() == 1 ? "One round." : "Medians of %d rounds, with least and most."
                        .formatted(options.rounds()));
    }

    private static String processor() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 2)).orElse("unknown");
        }
    }

    private static String say(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
