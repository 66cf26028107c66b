package org.breakwater.config;

import java.util.Objects;

/**
 * One thing that is wrong with a configuration file. Its texts hold no control characters, whatever
 * the file holds, so that they can be shown on a terminal.
 *
 * @param file name of the file, as the caller gave it
 * @param line from 1; 0: the file as a whole
 * @param column from 1, in UTF-16 units; 0: the file as a whole
 * @param message what is wrong, without a full stop
 * @param hint what to do about it; may be null
 * @param sourceLine the line at fault; empty: the file as a whole
 */
public record ConfigError(
        String file, int line, int column, String message, String hint, String sourceLine) {
    private static final int WIDEST = 120;

    public ConfigError {
        file = printable(Objects.requireNonNull(file));
        message = printable(Objects.requireNonNull(message));
        hint = hint == null ? null : printable(hint);
        sourceLine = printable(Objects.requireNonNull(sourceLine));
    }

    /** {@code file:line:column: message}, on one line. */
    public String summary() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + message;
    }

    /** The summary, the source line with a caret below the place, the hint; no final newline. */
    public String render() {
        StringBuilder text = new StringBuilder(summary());
        if (line > 0) {
            int caret = Math.min(column - 1, sourceLine.length());
            int from = caret < WIDEST ? 0 : caret - WIDEST / 2;
            int to = Math.min(sourceLine.length(), from + WIDEST);
            String number = Integer.toString(line);
            text.append("\n  ").append(number).append(" | ").append(sourceLine, from, to);
            text.append("\n  ").append(" ".repeat(number.length())).append(" | ");
            for (int i = from; i < caret; i++) {
                text.append(sourceLine.charAt(i) == '\t' ? '\t' : ' ');
            }
            text.append('^');
        }
        if (hint != null) {
            text.append("\n  hint: ").append(hint);
        }
        return text.toString();
    }

    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = Character.isISOControl(c) && c != '\t';
            clean.append(control || Character.getType(c) == Character.FORMAT ? '\ufffd' : c);
        }
        return clean.toString();
    }
}
