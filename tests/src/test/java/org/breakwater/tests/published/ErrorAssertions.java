package org.breakwater.tests.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which protocol errors the tests assert to have been sent, as their sources say: a statement that calls an
 * assertion and names the error, as {@code "xdg_surface 3"}, as {@code XdgSurface.Error.X}, or as an
 * interface in quotes and a constant. Comments do not count, nor do assertions that allow other outcomes.
 */
final class ErrorAssertions {
    private static final Pattern ASSERTION =
            Pattern.compile("\\b(assertEquals|assertError\\w*|expectError\\w*|refused|expectRefusal)\\s*\\(");
    private static final Pattern NUMBERED = Pattern.compile("\"([a-z][a-z0-9]*_[a-z0-9_]*) (\\d+)\"");
    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w+)\\.Error\\.(\\w+)");
    private static final Pattern PAIRED =
            Pattern.compile("\\(\"([a-z][a-z0-9]*_[a-z0-9_]*)\",\\s*(?:(\\d+)"
                    + "|(?:\\w+\\.)*([A-Z][A-Z0-9_]+)(?:\\.value\\(\\))?)\\)");
    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");
    /** Objects whose errors are those of another interface. */
    private static final Map<String, String> ERRORS_OF =
            Map.of("wl_shm_pool", "wl_shm", "wl_buffer", "wl_shm");

    /** By "interface code" and "interface.NAME": the tests, in order. */
    private final Map<String, String> tests = new TreeMap<>();

    ErrorAssertions(Path root) throws IOException {
        for (String folder : List.of("protocol/runtime/src/test/java", "shm/src/test/java",
                "compositor/src/test/java", "tests/src/test/java")) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                    read(file);
                }
            }
        }
    }

    /** A test that provokes the error, as {@code ClassTest.method}; or null. */
    String of(ErrorDefinitions.Entry entry) {
        String numbered = tests.get(entry.interfaceName() + " " + entry.code());
        return numbered != null ? numbered : tests.get(entry.interfaceName() + "." + constant(entry.name()));
    }

    private void read(Path file) throws IOException {
        String code = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("(?m)(^|\\s)//.*$", "");
        String type = file.getFileName().toString().replace(".java", "");
        String method = "";
        for (String statement : code.split("[;{}]")) {
            Matcher declared = METHOD.matcher(statement);
            while (declared.find()) {
                method = declared.group(1);
            }
            if (ASSERTION.matcher(statement).find()) {
                note(statement, method.isEmpty() ? type : type + "." + method);
            }
        }
    }

    private void note(String statement, String test) {
        Matcher numbered = NUMBERED.matcher(statement);
        while (numbered.find()) {
            tests.putIfAbsent(owner(numbered.group(1)) + " " + numbered.group(2), test);
        }
        Matcher named = NAMED.matcher(statement);
        while (named.find()) {
            tests.putIfAbsent(interfaceOf(named.group(1)) + "." + named.group(2), test);
        }
        Matcher paired = PAIRED.matcher(statement);
        while (paired.find()) {
            tests.putIfAbsent(owner(paired.group(1))
                    + (paired.group(2) != null ? " " + paired.group(2) : "." + paired.group(3)), test);
        }
    }

    private static String owner(String interfaceName) {
        return ERRORS_OF.getOrDefault(interfaceName, interfaceName);
    }

    /** {@code XdgWmBase}: {@code xdg_wm_base}. */
    private static String interfaceOf(String type) {
        return type.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static String constant(String entry) {
        return (Character.isDigit(entry.charAt(0)) ? "_" : "") + entry.toUpperCase(Locale.ROOT);
    }
}
