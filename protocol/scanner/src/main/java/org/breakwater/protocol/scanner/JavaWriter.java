package org.breakwater.protocol.scanner;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes one Java file: indents, wraps argument lists, and gathers imports as types are used. */
final class JavaWriter {
    private static final int WIDTH = 100;

    private final String packageName;
    private final String typeName;
    private final Set<String> imports = new TreeSet<>();
    private final StringBuilder body = new StringBuilder();
    private int depth;

    JavaWriter(String packageName, String typeName) {
        this.packageName = packageName;
        this.typeName = typeName;
    }

    /** Imports a type where needed, and gives the name to call it by. */
    String use(String qualified) {
        int dot = qualified.lastIndexOf('.');
        if (!qualified.substring(0, dot).equals(packageName)) {
            imports.add(qualified);
        }
        return qualified.substring(dot + 1);
    }

    void line(String text) {
        body.append("    ".repeat(depth)).append(text).append('\n');
    }

    void blank() {
        body.append('\n');
    }

    void open(String head) {
        line(head + " {");
        depth++;
    }

    void close() {
        close("}");
    }

    void close(String tail) {
        depth--;
        line(tail);
    }

    /** Ends one block and begins its sibling, as in {@code } else {}. */
    void reopen(String middle) {
        close("} " + middle + " {");
        depth++;
    }

    /** Writes {@code head(a, b)tail}, over several lines where it is too long for one. */
    void list(String head, List<String> items, String tail) {
        String whole = head + "(" + String.join(", ", items) + ")" + tail;
        if (4 * depth + whole.length() <= WIDTH || items.isEmpty()) {
            line(whole);
            return;
        }
        String continuation = " ".repeat(8 + head.length() - head.stripLeading().length());
        StringBuilder current = new StringBuilder(head).append('(');
        int indent = 4 * depth;
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i == items.size() - 1 ? ")" + tail : ",");
            if (indent + current.length() + 1 + item.length() > WIDTH) {
                line(current.toString());
                current = new StringBuilder(continuation);
            }
            char last = current.charAt(current.length() - 1);
            current.append(last == '(' || last == ' ' ? "" : " ").append(item);
        }
        line(current.toString());
    }

    /** Like {@link #list}, and opens a block. */
    void openList(String head, List<String> items, String tail) {
        list(head, items, tail + " {");
        depth++;
    }

    /** Writes {@code throw new exception(message);}, with an expression for the message. */
    void fail(String head, String exception, String message) {
        list(head + "throw new " + exception, List.of(message), ";");
    }

    /** A documentation comment of these lines, each wrapped; empty ones are left out. */
    void doc(List<String> paragraphs) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            wrap(paragraph, lines);
        }
        if (lines.isEmpty()) {
            return;
        }
        if (lines.size() == 1 && 4 * depth + lines.get(0).length() + 8 <= WIDTH) {
            line("/** " + lines.get(0) + " */");
            return;
        }
        line("/**");
        lines.forEach(text -> line(" * " + text));
        line(" */");
    }

    private void wrap(String paragraph, List<String> lines) {
        int room = WIDTH - 4 * depth - 3;
        StringBuilder current = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            if (!current.isEmpty() && current.length() + 1 + word.length() > room) {
                lines.add(current.toString());
                current.setLength(0);
                current.append(paragraph.startsWith("@") ? "    " : "");
            } else if (!current.isEmpty()) {
                current.append(' ');
            }
            current.append(word);
        }
        if (!current.isEmpty()) {
            lines.add(current.toString());
        }
    }

    GeneratedFile finish() {
        StringBuilder text = new StringBuilder(GeneratedFile.HEADER).append('\n');
        text.append("package ").append(packageName).append(";\n\n");
        imports.forEach(name -> text.append("import ").append(name).append(";\n"));
        text.append(imports.isEmpty() ? "" : "\n").append(body);
        return new GeneratedFile(packageName.replace('.', '/') + "/" + typeName + ".java",
                text.toString());
    }
}
