package org.breakwater.tests.boundary;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the compositor writes to its log, which is the standard error, while this is open. */
public final class Log implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream capture = new PrintStream(written, true, StandardCharsets.UTF_8);

    public Log() {
        System.setErr(capture);
    }

    /** How many lines are this one. */
    public long count(String line) {
        return text().lines().filter(line::equals).count();
    }

    /** How many lines contain this. */
    public long countContaining(String part) {
        return text().lines().filter(line -> line.contains(part)).count();
    }

    public String text() {
        capture.flush();
        return written.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(before);
    }
}
