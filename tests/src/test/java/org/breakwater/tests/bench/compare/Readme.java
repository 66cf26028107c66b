package org.breakwater.tests.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The place of the table in the README: between two marks. */
final class Readme {
    private static final String BEGIN = "<!-- tests/bench/compare --readme writes from here -->\n";
    private static final String END = "<!-- to here -->\n";

    private Readme() {
    }

    static void replace(Path file, String report) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no place for the table");
        }
        Files.writeString(file, text.substring(0, begin + BEGIN.length()) + report
                + text.substring(end));
    }
}
