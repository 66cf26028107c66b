package org.breakwater.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireTraceTest {
    private static final MessageSpec ALL =
            new MessageSpec("all", 1, false, "iufs?soanh", null, null, null, null, null,
                    "wl_output",
                    null, "wl_buffer", null);
    private static final InterfaceSpec SPEC = new InterfaceSpec("wl_thing", 1,
            new MessageSpec[] {ALL}, new MessageSpec[] {ALL});

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final WireTrace trace =
            new WireTrace(new PrintStream(written, true, StandardCharsets.UTF_8));
    private WirePair pair;

    @BeforeEach
    void open() throws IOException {
        pair = new WirePair();
    }

    @AfterEach
    void close() {
        pair.close();
    }

    @Test
    void bothEndsPrintTheMessageAsLibwaylandDoes() throws IOException {
        int mark = trace.mark(pair.near);
        writeAll();
        trace.sent(pair.near, mark, SPEC, 5, ALL, id -> id == 9 ? "wl_output" : null);
        pair.near.flush();
        receive();
        String arguments = "wl_thing#5.all(-7, 4294967295, 1.25000000, \"h\u00e9\", nil, "
                + "wl_output#9, array[3], new id wl_buffer#4278190080, fd)";
        assertEquals(" -> " + arguments, line(0));
        assertEquals(arguments, line(1));
    }

    @Test
    void numbersDoNotFollowTheUsersLocale() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            int mark = trace.mark(pair.near);
            writeAll();
            trace.sent(pair.near, mark, SPEC, 5, ALL, id -> null);
        } finally {
            Locale.setDefault(before);
        }
        assertTrue(line(0).contains(", 1.25000000, "), line(0));
    }

    @Test
    void malformedArgumentsArePrintedAsFarAsTheyGo() throws IOException {
        pair.near.socket().write(WirePair.message(5, 0, WireArray.ofInts(1, 2)));
        receive();
        assertTrue(line(0).startsWith("wl_thing#5.all(1, 2, <missing>"), line(0));
    }

    @Test
    void alengthPastTheEndNeitherThrowsNorAllocates() throws IOException {
        for (int length : new int[] {0x7fffffff, 0x7ffffff0, -1, -4, 100}) {
            pair.near.socket().write(WirePair.message(5, 0, WireArray.ofInts(1, 2, 3, length, 0)));
            written.reset();
            receive();
            assertTrue(line(0).contains("<malformed>"), line(0));
        }
    }

    @Test
    void aSecondOneWrittenAfterTheBufferGrewIsPrintedWhole() {
        for (int i = 0; i < 300; i++) {
            int mark = trace.mark(pair.near);
            writeAll();
            written.reset();
            trace.sent(pair.near, mark, SPEC, 5, ALL, id -> null);
            assertTrue(line(0).endsWith(", fd)"), line(0));
        }
    }

    private void writeAll() {
        MessageWriter w = pair.near.writer();
        w.begin(5, 0);
        w.putInt(-7);
        w.putUint(-1);
        w.putFixed(1.25);
        w.putString("h\u00e9");
        w.putString(null);
        w.putObjectId(9);
        w.putArray(new byte[3]);
        w.putNewId(0xff000000);
        w.putFd(pair.near.socket());
        w.end();
    }

    private void receive() throws IOException {
        pair.far.receive();
        assertTrue(pair.far.next());
        trace.received(pair.far, SPEC, ALL, id -> id == 9 ? "wl_output" : null);
    }

    /** A line without its time stamp, whose form is checked. */
    private String line(int index) {
        String line = written.toString(StandardCharsets.UTF_8).split("\n")[index];
        assertTrue(line.matches("\\[ *\\d+\\.\\d{3}\\] .*"), line);
        return line.substring(line.indexOf("] ") + 2);
    }
}
