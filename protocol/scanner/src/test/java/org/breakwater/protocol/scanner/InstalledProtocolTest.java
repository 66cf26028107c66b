package org.breakwater.protocol.scanner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Our definitions against those that the system's packages install, wherever both have the
 * interface. {@code -Dbreakwater.installed-protocols=skip} leaves it out where the packages cannot
 * be installed.
 */
final class InstalledProtocolTest {
    private static final Path OURS = Path.of("../runtime/src/main/wayland");
    private static final Path CORE = Path.of("/usr/share/wayland/wayland.xml");
    private static final Path OTHERS = Path.of("/usr/share/wayland-protocols");

    /** Left out: the fifth draft of xdg-shell, which has the names of the final one. */
    private static final String DRAFT = "xdg-shell-unstable-v5.xml";

    /**
     * What upstream added without a new version of the interface, so that an installed definition
     * that is older lacks it: error codes for what was an error before, and an enum that came with
     * version 9 of wl_pointer without saying so.
     */
    private static final Set<String> ADDED_LATER = Set.of(
            "wl_data_device enum error.used_source",
            "wl_subcompositor enum error.bad_parent",
            "wl_surface enum error.defunct_role_object",
            "zxdg_toplevel_decoration_v1 enum error.invalid_mode",
            "wl_pointer enum axis_relative_direction");

    /** Formats that were added to wl_shm in the same way, as the kernel's list of them grew. */
    private static final Set<String> LATER_FORMATS = Set.of("c1", "c2", "c4", "d1", "d2", "d4",
            "d8", "r1", "r2", "r4", "r10", "r12", "avuy8888", "xvuy8888", "p030");

    /** What upstream corrected without a new version: to us, as we say it. */
    private static final Set<String> CORRECTED = Set.of(
            // The argument was always such a value; the definition came to say so later.
            "xdg_positioner request 5: ours set_constraint_adjustment"
                    + " u:constraint_adjustment:constraint_adjustment since 1;"
                    + " theirs set_constraint_adjustment u:constraint_adjustment since 1");

    private static Map<String, Interface> ours;
    private static Map<String, Interface> installed;

    @BeforeAll
    static void read() throws IOException {
        assumeFalse("skip".equals(System.getProperty("breakwater.installed-protocols")),
                "left out by -Dbreakwater.installed-protocols=skip");
        if (!Files.exists(CORE) || !Files.isDirectory(OTHERS)) {
            throw new AssertionError("the installed definitions are missing;"
                    + " apt-get install libwayland-dev wayland-protocols,"
                    + " or pass -Dbreakwater.installed-protocols=skip");
        }
        ours = new TreeMap<>();
        for (Interface each : Main.definitions(OURS).interfaces()) {
            ours.put(each.name(), each);
        }
        installed = new HashMap<>();
        List<Path> files = new ArrayList<>(List.of(CORE));
        try (Stream<Path> all = Files.walk(OTHERS)) {
            all.filter(path -> path.toString().endsWith(".xml"))
                    .filter(path -> !path.endsWith(DRAFT)).sorted().forEach(files::add);
        }
        for (Path file : files) {
            for (Interface each : ProtocolParser.parse(file).interfaces()) {
                installed.put(each.name(), each);
            }
        }
    }

    @Test
    void definitionsAgree() {
        InterfaceComparison comparison = new InterfaceComparison();
        int compared = 0;
        for (Interface own : ours.values()) {
            Interface other = installed.get(own.name());
            if (other != null) {
                comparison.compare(own, other);
                compared++;
            }
        }
        assertFalse(compared == 0, "no interface to compare");
        System.out.println("compared " + compared + " of " + ours.size()
                + " interfaces with the installed definitions; newer than those: "
                + String.join(", ", comparison.newer()));
        List<String> differences = comparison.differences().stream()
                .filter(line -> !isExcepted(line)).toList();
        assertEquals("", String.join("\n", differences));
    }

    private static boolean isExcepted(String difference) {
        String where = difference.substring(0, difference.indexOf(':'));
        boolean onlyOurs = difference.endsWith("theirs nothing")
                || difference.endsWith("theirs has not");
        String format = "wl_shm enum format.";
        return CORRECTED.contains(difference)
                || onlyOurs && ADDED_LATER.contains(where)
                || onlyOurs && where.startsWith(format)
                        && LATER_FORMATS.contains(where.substring(format.length()));
    }
}
