package org.breakwater.tests.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;

/** What the client {@code tests/clients/seat-events} hears of the seat; it fills the screen. */
final class SeatEvents {
    private static final String NAME = "events";

    private final VmSession session;
    private int heard;

    private SeatEvents(VmSession session) {
        this.session = session;
    }

    /** Starts it, and waits until it has the keyboard. */
    static SeatEvents start(VmSession session) throws IOException {
        session.awaitReady();
        VirtualMachine.await("the terminal is there", () -> session.showsWindow(0));
        session.machine().start(NAME, "clients/seat-events");
        SeatEvents events = new SeatEvents(session);
        events.await("size \\d+ \\d+", "keyboard enter");
        return events;
    }

    void stop() throws IOException {
        session.machine().exec("pkill -TERM seat-events");
        session.machine().awaitEnd(NAME);
    }

    /** All that came before is looked at no more. */
    void forget() throws IOException {
        heard = all().size();
    }

    /** What came since, but for how many frames it has drawn. */
    List<String> since() throws IOException {
        List<String> all = all();
        return all.subList(heard, all.size()).stream().filter(line -> !line.startsWith("frames ")).toList();
    }

    /** Waits until lines like these came, in this order, whatever came between them; forgets them. */
    void await(String... patterns) throws IOException {
        try {
            VirtualMachine.await(String.join("; ", patterns), () -> holds(since(), patterns));
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "\nheard:\n" + String.join("\n", since()), late);
        }
        forget();
    }

    /** Waits until a line like the last one came, and then there are to be these lines alone; forgets them. */
    void awaitOnly(String... lines) throws IOException {
        String last = lines[lines.length - 1];
        long times = List.of(lines).stream().filter(last::equals).count();
        VirtualMachine.await(last, () -> since().stream().filter(last::equals).count() >= times);
        assertEquals(List.of(lines), since());
        forget();
    }

    /** The sum of the last numbers of the lines that begin so, since what was forgotten. */
    double sum(String beginning) throws IOException {
        return since().stream().filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    /** Whether it draws each frame. */
    void animate(boolean on) throws IOException {
        session.machine().exec("pkill -USR" + (on ? 1 : 2) + " seat-events");
        await((on ? "animated" : "still") + " after \\d+ frames.*");
    }

    /** How many frames it has drawn, as last told. */
    long frames() throws IOException {
        return all().stream().filter(line -> line.startsWith("frames ")).reduce((first, last) -> last)
                .map(line -> Long.parseLong(line.substring("frames ".length()))).orElse(0L);
    }

    private static boolean holds(List<String> lines, String... patterns) {
        int next = 0;
        for (String line : lines) {
            if (next < patterns.length && line.matches(patterns[next])) {
                next++;
            }
        }
        return next == patterns.length;
    }

    private List<String> all() throws IOException {
        String text = session.machine().text(NAME + ".log");
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
