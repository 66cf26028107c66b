package org.breakwater.compositor.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DemoReportTest {
    private static final Attack FIRST =
            new Attack("a file shrunk", Expectation.Zeros.after(0), client -> { });
    private static final Attack SECOND =
            new Attack("a pool resized", new Expectation.Refusal("wl_shm", 1), client -> { });
    private static final Told ERROR =
            new Told.Error("wl_shm", 1, "wl_shm#4 error 1: invalid pool size -1");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String[] lines() {
        return bytes.toString(StandardCharsets.UTF_8).split("\n");
    }

    @Test
    void holdsWhenEverythingWasExact() {
        DemoReport report = new DemoReport(out, List.of(FIRST, SECOND), true);
        report.begin("ours");
        report.add(new Outcome(FIRST, new Fate.Alive(), new Told.LivesOn(), "zeros everywhere", true, 17));
        report.add(new Outcome(SECOND, new Fate.Alive(), ERROR, "the window is gone", true, 21));
        report.end();
        assertTrue(report.holds());
        String[] lines = lines();
        assertEquals("a file shrunk   zeros everywhere                                yes          17 ms  lives on",
                lines[2]);
        assertEquals(lines[1].indexOf("the hostile client"), lines[2].indexOf("lives on"));
        assertTrue(lines[3].endsWith("21 ms  wl_shm error 1: invalid pool size -1"), lines[3]);
        assertEquals("survived 2 of 2 attacks; 2 exactly as expected;"
                + " the good client never waited longer than 21 ms for a frame", lines[4]);
    }

    @Test
    void doesNotHoldWhenAReadingWasWrong() {
        DemoReport report = new DemoReport(out, List.of(FIRST, SECOND), true);
        report.add(new Outcome(FIRST, new Fate.Alive(), new Told.LivesOn(), "3 stray pixels", false, 17));
        report.end();
        assertFalse(report.holds());
        assertTrue(lines()[0].contains("NO"), lines()[0]);
        assertEquals("    expected zeros from row 0, and a client that lives on", lines()[1]);
    }

    @Test
    void aDeathIsReportedWithItsSignal() {
        DemoReport report = new DemoReport(out, List.of(FIRST, SECOND), false);
        report.add(new Outcome(FIRST, new Fate.Dead(135), new Told.HungUp("eof"), null, null, 400));
        report.add(new Outcome(SECOND, new Fate.Alive(), ERROR, null, null, 9));
        report.end();
        assertFalse(report.holds());
        assertEquals("a file shrunk   dies: SIGBUS        400 ms  disconnected", lines()[0]);
        assertEquals("survived 1 of 2 attacks;"
                + " the good client never waited longer than 9 ms for a frame where it survived", lines()[2]);
    }

    @Test
    void nothingDoneHoldsNothing() {
        assertFalse(new DemoReport(out, List.of(FIRST), true).holds());
    }
}
