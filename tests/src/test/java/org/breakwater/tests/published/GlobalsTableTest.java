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
import java.util.TreeMap;
import org.breakwater.protocol.server.Global;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.PaintedDmabufs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** README's table of globals: ours as a running compositor announces them, the others' from a resource. */
@ExtendWith(FdLeakExtension.class)
class GlobalsTableTest {
    /** What is announced only where something is so; the fixture makes it so. */
    private static final Map<String, String> CONDITIONAL = Map.of("zwp_linux_dmabuf_v1",
            "where EGL imports dmabufs, and at version 3 where it does not say for which device");

    @RegisterExtension
    final Fixture fixture = new Fixture(new PaintedDmabufs()::graphics);   // the same on every machine

    @Test
    void theReadmeTellsWhatIsAnnounced() throws IOException {
        List<String> columns = new ArrayList<>();
        Map<String, List<Integer>> peers = peers(columns);
        Map<String, Integer> ours = new TreeMap<>();
        for (Global<?> global : fixture.server().display().advertised()) {
            ours.merge(global.type().spec().name(), global.version(), Math::max);
        }
        assertTrue(ours.keySet().containsAll(CONDITIONAL.keySet()), CONDITIONAL.toString());
        Published.check("README.md", "globals", table(columns, peers, ours), GlobalsTableTest.class);
    }

    private static String table(List<String> columns, Map<String, List<Integer>> peers,
            Map<String, Integer> ours) {
        StringBuilder rows = new StringBuilder();
        int known = 0;
        int highest = 0;
        for (Map.Entry<String, List<Integer>> peer : peers.entrySet()) {
            int version = ours.getOrDefault(peer.getKey(), 0);
            int best = peer.getValue().stream().max(Integer::compare).orElse(0);
            known += version > 0 ? 1 : 0;
            highest += version > 0 && version >= best ? 1 : 0;
            row(rows, peer.getKey(), version, peer.getValue());
        }
        List<Integer> nobody = columns.stream().map(column -> 0).toList();
        for (Map.Entry<String, Integer> own : ours.entrySet()) {
            if (!peers.containsKey(own.getKey())) {
                row(rows, own.getKey(), own.getValue(), nobody);
            }
        }
        return String.format("""
                Breakwater announces %d globals; of the %d in this table that other compositors have, it
                has %d, and %d of these in a version as high as anybody's.

                <details>
                <summary>All globals and their versions, beside those of other compositors</summary>

                | global | Breakwater | %s |
                |---|---|%s
                %s
                %s

                The others' as read off their sources and published registries in November 2026
                ([peers.tsv](tests/src/test/resources/published/peers.tsv) says how).
                </details>
                """, ours.size(), peers.size(), known, highest, String.join(" | ", columns),
                "---|".repeat(columns.size()), rows, conditions());
    }

    private static String conditions() {
        StringBuilder lines = new StringBuilder("\\* Not on every machine:");
        CONDITIONAL.forEach((name, when) -> lines.append(" `").append(name).append("` ").append(when));
        return lines.append('.').toString();
    }

    private static void row(StringBuilder rows, String name, int version, List<Integer> others) {
        rows.append("| `").append(name).append("` | ").append(version == 0 ? "–" : "**" + version + "**")
                .append(CONDITIONAL.containsKey(name) ? "\\*" : "");
        for (int other : others) {
            rows.append(" | ").append(other == 0 ? "–" : other);
        }
        rows.append(" |\n");
    }

    private static Map<String, List<Integer>> peers(List<String> columns) throws IOException {
        Map<String, List<Integer>> peers = new LinkedHashMap<>();
        try (InputStream in = GlobalsTableTest.class.getResourceAsStream("/published/peers.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).toList()) {
                List<String> cells = List.of(line.split("\t"));
                List<String> rest = cells.subList(1, cells.size());
                if (columns.isEmpty()) {
                    columns.addAll(rest);
                    continue;
                }
                assertEquals(columns.size(), rest.size(), line);
                peers.put(cells.get(0),
                        rest.stream().map(v -> v.equals("-") ? 0 : Integer.valueOf(v)).toList());
            }
        }
        return peers;
    }
}
