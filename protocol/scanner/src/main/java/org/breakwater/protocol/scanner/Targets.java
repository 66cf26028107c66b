package org.breakwater.protocol.scanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The globals to generate and the version of each, read from lines of {@code wl_compositor=6};
 * lines that begin with {@code #} are comments.
 */
final class Targets {
    private static final Pattern LINE =
            Pattern.compile("([a-z][a-z0-9_]*)\\s*=\\s*([1-9][0-9]{0,8})");

    private final Map<String, Target> targets = new LinkedHashMap<>();

    record Target(Location at, String name, int version) {
    }

    private Targets() {
    }

    static Targets read(Path path) throws IOException {
        return parse(path.getFileName().toString(), Files.readAllLines(path));
    }

    static Targets parse(String file, List<String> lines) {
        Targets read = new Targets();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Location at = new Location(file, i + 1);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new ScannerException(at, "not \"interface=version\": " + line);
            }
            String name = matcher.group(1);
            Target target = new Target(at, name, Integer.parseInt(matcher.group(2)));
            if (read.targets.putIfAbsent(name, target) != null) {
                throw new ScannerException(at, "a second target \"" + name + "\"");
            }
        }
        return read;
    }

    Iterable<Target> all() {
        return targets.values();
    }
}
