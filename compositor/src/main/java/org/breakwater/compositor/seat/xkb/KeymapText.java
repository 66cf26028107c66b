package org.breakwater.compositor.seat.xkb;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a keymap that a client wrote, before libxkbcommon does, and refuses what could hurt a
 * compiler written in C: files that it would open anywhere, tables as large as a number says, and
 * expressions so deep that its stack ends. What any program has been seen to write passes. Comments
 * are left out, so that both read the same.
 */
final class KeymapText {
    /** Bytes; a keymap of four layouts has a quarter of that. */
    static final int MAX_BYTES = 512 << 10;
    private static final int MAX_KEYCODE = 1023;
    private static final int MAX_LEVEL = 32;
    private static final int MAX_DEPTH = 16;
    private static final int MAX_OPERATORS = 64;
    private static final int MAX_INCLUDES = 64;
    private static final String OPERATORS = "+-*/!~";
    private static final Set<String> INCLUDES =
            Set.of("include", "augment", "override", "replace", "alternate");

    /** What a token is, as far as the rules need to know. */
    private enum Kind { NAME, KEY_NAME, NUMBER, STRING, OPERATOR, SIGN }

    private final byte[] text;
    private final int length;
    private final byte[] clean;
    private final StringBuilder brackets = new StringBuilder();
    private int cleanLength;
    private int at;
    private int operators;
    private int includes;
    private Kind last = Kind.SIGN;
    private char lastSign;
    private String lastName = "";
    private boolean assignsKey;
    private boolean assignsLevel;
    /** The last bracket closed was that of {@code map[...]}. */
    private boolean closesMap;
    /** Of the number just read: nothing may be added to it where the sum is an index. */
    private boolean closesValue;

    private KeymapText(byte[] text) {
        this.text = text;
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        this.length = end;
        this.clean = new byte[length];
    }

    /** The text without comments; what follows the first zero is left out. */
    static byte[] checked(byte[] text) throws KeymapException {
        if (text.length > MAX_BYTES) {
            throw new KeymapException("a keymap of " + text.length + " bytes is too long");
        }
        return new KeymapText(text).check();
    }

    private byte[] check() throws KeymapException {
        while (at < length) {
            char c = (char) (text[at] & 0xff);
            if (c == '#' || c == '/' && at + 1 < length && text[at + 1] == '/') {
                skipComment();
            } else if (c <= ' ') {
                copy(at++);
            } else {
                token(c);
            }
        }
        byte[] kept = new byte[cleanLength];
        System.arraycopy(clean, 0, kept, 0, cleanLength);
        return kept;
    }

    private void token(char c) throws KeymapException {
        int start = at;
        if (c == '"') {
            string(start);
        } else if (c == '<') {
            at = endOf(start + 1, '>', "a key's name");
            saw(Kind.KEY_NAME);
        } else if (c >= '0' && c <= '9') {
            number(start);
        } else if (isWord(c)) {
            while (at < length && isWord((char) (text[at] & 0xff))) {
                at++;
            }
            lastName = part(start).toLowerCase(Locale.ROOT);
            saw(Kind.NAME);
        } else {
            at++;
            sign(c);
        }
        for (int i = start; i < at; i++) {
            copy(i);
        }
    }

    private void string(int start) throws KeymapException {
        at = endOf(start + 1, '"', "a string");
        String content = new String(text, start + 1, at - start - 2, StandardCharsets.ISO_8859_1);
        if (content.indexOf('\\') >= 0) {
            throw refusal("an escape in a string");
        }
        if (last == Kind.NAME && INCLUDES.contains(lastName)) {
            checkInclude(content);
        }
        saw(Kind.STRING);
    }

    /** Files of the system's own, by names that lead nowhere else. */
    private void checkInclude(String content) throws KeymapException {
        includes++;
        boolean first = true;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            boolean separates = "+|:(^".indexOf(c) >= 0;
            includes += c == '+' || c == '|' || c == '^' ? 1 : 0;
            if (!separates && c != ')' && c != '-' && c != '/' && c != '.' && !isWord(c)
                    || first && (c == '/' || c == '.')
                    || c == '.' && content.charAt(i - 1) == '.') {
                throw refusal("an include of \"" + content + "\"");
            }
            first = separates;
        }
        if (includes > MAX_INCLUDES) {
            throw refusal("more than " + MAX_INCLUDES + " files to include");
        }
    }

    private void number(int start) throws KeymapException {
        while (at < length && (isWord((char) (text[at] & 0xff)) || text[at] == '.')) {
            at++;
        }
        boolean isIndex = isIndexing();
        long value = valueOf(part(start));
        if (assignsKey && last == Kind.SIGN && lastSign == '=' && value > MAX_KEYCODE) {
            throw refusal("key code " + value);
        }
        closesValue = isIndex || assignsLevel;
        if (closesValue && value > MAX_LEVEL) {
            throw refusal("index or level " + value);
        }
        saw(Kind.NUMBER);
    }

    private void sign(char c) throws KeymapException {
        switch (c) {
            case '[', '{', '(' -> {
                boolean indexes = c == '[' && last == Kind.NAME;
                brackets.append(!indexes ? c : lastName.equals("map") ? 'm' : 'i');
                if (brackets.length() > MAX_DEPTH) {
                    throw refusal("brackets more than " + MAX_DEPTH + " deep");
                }
            }
            case ']', '}', ')' -> {
                if (brackets.length() == 0) {
                    throw refusal("a bracket that was not opened");
                }
                closesMap = brackets.charAt(brackets.length() - 1) == 'm';
                brackets.setLength(brackets.length() - 1);
            }
            default -> { }
        }
        if (OPERATORS.indexOf(c) >= 0) {
            operator(c);
            return;
        }
        if (c == '=') {
            assignsKey = last == Kind.KEY_NAME;
            assignsLevel = last == Kind.SIGN && lastSign == ']' && closesMap;
        } else if (c != '(' && c != ')') {
            operators = 0;
            if (c == ';' || c == ',' || c == '{' || c == '}' || c == '[') {
                assignsKey = false;
                assignsLevel = false;
            }
        }
        lastSign = c;
        last = Kind.SIGN;
    }

    private void operator(char c) throws KeymapException {
        if (++operators > MAX_OPERATORS) {
            throw refusal("an expression of more than " + MAX_OPERATORS + " operators");
        }
        if (last == Kind.OPERATOR) {
            throw refusal("two operators in a row");
        }
        if ((isIndexing() || assignsLevel) && (c == '*' || last == Kind.NUMBER && closesValue
                || last == Kind.SIGN && lastSign == ')')) {
            throw refusal("an index or level that is calculated");
        }
        last = Kind.OPERATOR;
    }

    private boolean isIndexing() {
        return brackets.indexOf("i") >= 0 || brackets.indexOf("m") >= 0;
    }

    private void saw(Kind kind) {
        last = kind;
    }

    private int endOf(int from, char end, String what) throws KeymapException {
        for (int i = from; i < length; i++) {
            if (text[i] == end) {
                return i + 1;
            }
            if (text[i] == '\n' || text[i] == '\r') {
                break;
            }
        }
        throw refusal(what + " without an end");
    }

    private void skipComment() {
        while (at < length && text[at] != '\n') {
            at++;
        }
    }

    private void copy(int index) {
        clean[cleanLength++] = text[index];
    }

    private String part(int start) {
        return new String(text, start, at - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    /** As large as can be where it is no number that anybody writes. */
    private static long valueOf(String number) {
        try {
            return number.startsWith("0x") || number.startsWith("0X")
                    ? Long.parseLong(number.substring(2), 16) : (long) Double.parseDouble(number);
        } catch (NumberFormatException odd) {
            return Long.MAX_VALUE;
        }
    }

    private KeymapException refusal(String what) {
        return new KeymapException("the keymap has " + what);
    }
}
