package org.breakwater.compositor.autostart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The "Desktop Entry" group of a .desktop file, without translations. Any thread. */
final class DesktopEntry {
    private static final String GROUP = "[Desktop Entry]";

    private final Map<String, String> values;

    private DesktopEntry(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException with what is wrong with it */
    static DesktopEntry parse(String text) {
        Map<String, String> values = new HashMap<>();
        boolean inGroup = false;
        boolean found = false;
        for (String each : text.split("\n", -1)) {
            String line = each.strip();
            if (line.startsWith("[")) {
                inGroup = line.equals(GROUP);
                found |= inGroup;
            } else if (inGroup && !line.isEmpty() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                if (equals <= 0) {
                    throw new IllegalArgumentException("'" + line + "' is no key and value");
                }
                values.putIfAbsent(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        if (!found) {
            throw new IllegalArgumentException("there is no " + GROUP);
        }
        return new DesktopEntry(values);
    }

    /** A value with its escapes undone; empty where there is none. */
    String text(String key) {
        return unescape(values.getOrDefault(key, ""));
    }

    boolean flag(String key, boolean fallback) {
        return switch (values.getOrDefault(key, "")) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> fallback;
        };
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The parts of a value that semicolons separate. */
    List<String> list(String key) {
        List<String> parts = new ArrayList<>();
        for (String part : values.getOrDefault(key, "").split("(?<!\\\\);")) {
            if (!part.isEmpty()) {
                parts.add(unescape(part));
            }
        }
        return parts;
    }

    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\' || i + 1 == value.length()) {
                text.append(c);
                continue;
            }
            char escaped = value.charAt(++i);
            switch (escaped) {
                case 's' -> text.append(' ');
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case '\\', ';' -> text.append(escaped);
                default -> text.append('\\').append(escaped);
            }
        }
        return text.toString();
    }
}
