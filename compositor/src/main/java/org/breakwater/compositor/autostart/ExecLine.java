package org.breakwater.compositor.autostart;

import java.util.ArrayList;
import java.util.List;

/** The command line of a desktop entry: words and quotes as the Desktop Entry Specification has them. */
final class ExecLine {
    private ExecLine() {
    }

    /**
     * The words of the command, with no files to open.
     *
     * @param line the value of Exec, its escapes undone
     * @param icon the entry's Icon; empty: none
     * @param name the entry's Name
     * @param file where the entry is
     * @throws IllegalArgumentException when there is no command in it
     */
    static List<String> words(String line, String icon, String name, String file) {
        List<String> words = new ArrayList<>();
        for (String word : split(line)) {
            if (word.equals("%i")) {
                if (!icon.isEmpty()) {
                    words.add("--icon");
                    words.add(icon);
                }
                continue;
            }
            String expanded = expand(word, name, file);
            if (!expanded.isEmpty() || word.isEmpty()) {
                words.add(expanded);
            }
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new IllegalArgumentException("Exec names no command");
        }
        return words;
    }

    private static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                inWord = true;
            } else if (quoted && c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (!quoted && (c == ' ' || c == '\t')) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote in Exec does not end");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static String expand(String word, String name, String file) {
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '%') {
                expanded.append(c);
                continue;
            }
            char code = ++i < word.length() ? word.charAt(i) : ' ';
            switch (code) {
                case '%' -> expanded.append('%');
                case 'c' -> expanded.append(name);
                case 'k' -> expanded.append(file);
                case 'f', 'F', 'u', 'U', 'i', 'd', 'D', 'n', 'N', 'v', 'm' -> { }
                default -> throw new IllegalArgumentException("Exec has the unknown field code %" + code);
            }
        }
        return expanded.toString();
    }
}
