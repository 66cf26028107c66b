package org.breakwater.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.stream.Collectors;

/** Compares what happened, one line each, with text in the test. */
public final class Snapshot {
    private Snapshot() {
    }

    /** Indentation and the text block's last line break do not count. */
    public static void assertLines(String expected, Collection<?> happened) {
        String actual = happened.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        assertEquals(expected.strip(), actual);
    }
}
