package org.breakwater.tests.published;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A text of the project's that is generated, whole or between two markers, and must not drift. */
final class Published {
    private static final String PROPERTY = "readme.write";

    private Published() {
    }

    /** The checkout's top. */
    static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(root.resolve("compositor"))) {
            root = root.getParent();
        }
        return root;
    }

    /**
     * Holds a file's part against what it should be, or writes it; the part lies between the lines that
     * begin with {@code <!-- name: begin} and {@code <!-- name: end}.
     */
    static void check(String file, String name, String wanted, Class<?> test) throws IOException {
        String text = Files.readString(root().resolve(file));
        int begin = text.indexOf("<!-- " + name + ": begin");
        int end = text.indexOf("<!-- " + name + ": end");
        assertTrue(begin >= 0 && end > begin, file + " has no markers for " + name);
        int from = text.indexOf('\n', begin) + 1;
        compare(file, text.substring(from, end), wanted, text.substring(0, from), text.substring(end), test);
    }

    /** Holds all of a file against what it should be, or writes it. */
    static void check(String file, String wanted, Class<?> test) throws IOException {
        Path path = root().resolve(file);
        compare(file, Files.exists(path) ? Files.readString(path) : "", wanted, "", "", test);
    }

    private static void compare(String file, String is, String wanted, String before, String after,
            Class<?> test) throws IOException {
        if (is.equals(wanted)) {
            return;
        }
        if (Boolean.getBoolean(PROPERTY)) {
            Files.createDirectories(root().resolve(file).getParent());
            Files.writeString(root().resolve(file), before + wanted + after);
            return;
        }
        String options = "-Dtest=" + test.getSimpleName() + " -D" + PROPERTY + "=true";
        fail(file + " is out of date:\n" + difference(is, wanted) + "\nWrite it anew with\n"
                + "    tests/run " + options + "\nor, faster,\n"
                + "    mvn -o -q -pl tests -am test " + options
                + " -Dsurefire.failIfNoSpecifiedTests=false");
    }

    private static String difference(String is, String wanted) {
        List<String> now = is.lines().toList();
        List<String> then = wanted.lines().toList();
        StringBuilder text = new StringBuilder();
        now.stream().filter(line -> !then.contains(line)).forEach(line -> text.append("- ").append(line)
                .append('\n'));
        then.stream().filter(line -> !now.contains(line)).forEach(line -> text.append("+ ").append(line)
                .append('\n'));
        return text.isEmpty() ? "(in the order of its lines)" : text.toString();
    }
}
