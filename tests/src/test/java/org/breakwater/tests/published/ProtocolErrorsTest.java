package org.breakwater.tests.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.breakwater.protocol.server.Global;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.PaintedDmabufs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The checklist of protocol errors: every one that the definitions name, of interfaces that we announce, and
 * the test that provokes it. One without a test needs a reason, in {@code unprovoked.tsv}.
 */
@ExtendWith(FdLeakExtension.class)
class ProtocolErrorsTest {
    private static final String FILE = "compositor/docs/protocol-errors.md";

    @RegisterExtension
    final Fixture fixture = new Fixture(new PaintedDmabufs()::graphics);   // the same on every machine

    @Test
    void everyErrorHasATestThatProvokesItOrAReason() throws IOException {
        Map<String, String> reasons = reasons();
        List<String> missing = new ArrayList<>();
        TreeSet<String> superfluous = new TreeSet<>(reasons.keySet());
        ErrorAssertions tests = new ErrorAssertions(Published.root());
        for (ErrorDefinitions.Entry entry : entries()) {
            boolean reason = reasons.containsKey(entry.toString());
            if (tests.of(entry) == null) {
                superfluous.remove(entry.toString());
                if (!reason) {
                    missing.add(entry.toString());
                }
            }
        }
        assertEquals(List.of(), missing, "no test provokes these (see ErrorAssertions for how a"
                + " test says so), and unprovoked.tsv has no reason");
        assertEquals(List.of(), List.copyOf(superfluous), "these are in unprovoked.tsv, but a test"
                + " provokes them, or nobody can come by them");
    }

    @Test
    void theChecklistIsUpToDate() throws IOException {
        Map<String, String> reasons = reasons();
        ErrorAssertions tests = new ErrorAssertions(Published.root());
        List<ErrorDefinitions.Entry> entries = entries();
        assertTrue(entries.size() > 50, "only " + entries.size() + " errors are defined");
        StringBuilder rows = new StringBuilder();
        int provoked = 0;
        for (ErrorDefinitions.Entry entry : entries) {
            String test = tests.of(entry);
            provoked += test == null ? 0 : 1;
            rows.append(String.format("| `%s` | %s (%d) | %s |%n", entry.interfaceName(), entry.name(),
                    entry.code(), test != null ? "`" + test + "`"
                            : reasons.getOrDefault(entry.toString(), "**no test**")));
        }
        Published.check(FILE, String.format("""
                # Protocol errors

                Every error that the protocols name for the interfaces that Breakwater announces, and a
                test that provokes it: %d of %d. Where there is none, why. Written by
                `ProtocolErrorsTest`.

                | interface | error | provoked by |
                |---|---|---|
                %s""", provoked, entries.size(), rows), ProtocolErrorsTest.class);
    }

    private List<ErrorDefinitions.Entry> entries() throws IOException {
        Map<String, Integer> roots = new LinkedHashMap<>();
        roots.put("wl_display", 1);
        roots.put("wl_registry", 1);
        for (Global<?> global : fixture.server().display().advertised()) {
            roots.put(global.type().spec().name(), global.version());
        }
        return new ErrorDefinitions(Published.root().resolve("protocol/runtime/src/main/wayland"))
                .reachableFrom(roots);
    }

    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        try (InputStream in = ProtocolErrorsTest.class.getResourceAsStream("/published/unprovoked.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).toList()) {
                String[] cells = line.split("\t");
                assertEquals(2, cells.length, line);
                reasons.put(cells[0], cells[1]);
            }
        }
        return reasons;
    }
}
