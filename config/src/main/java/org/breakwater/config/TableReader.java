package org.breakwater.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One TOML table while it is read. Each question names an option and what to take when it is not
 * there; an answer of the wrong kind is noted in the {@link Document} and the fallback taken.
 */
final class TableReader {
    private static final int LONGEST_QUOTE = 60;

    private final Document document;
    private final String path;
    private final TomlTable table;
    private final TomlPosition position;

    /** Made by {@link Document#table}; {@code table} and {@code position} may be null. */
    TableReader(Document document, String path, TomlTable table, TomlPosition position) {
        this.document = document;
        this.path = path;
        this.table = table;
        this.position = position;
    }

    /** Any text without control characters. */
    String text(String key, String fallback) {
        String value = value(key, String.class, "a string", null);
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            error(key, key + " must not hold control characters", null);
            value = null;
        }
        return value == null ? fallback : value;
    }

    /** A name that must be there and not be empty; null (and an error) otherwise. */
    String name(String key, String hint) {
        String value = text(key, null);
        if (value == null && raw(key) == null) {
            document.error(position, "this " + path + " has no " + key, hint);
        } else if (value != null && value.isEmpty()) {
            error(key, key + " is empty", hint);
            value = null;
        }
        return value;
    }

    boolean flag(String key, boolean fallback) {
        Boolean value = flagOrNull(key);
        return value == null ? fallback : value;
    }

    Boolean flagOrNull(String key) {
        return value(key, Boolean.class, "true or false", null);
    }

    int integer(String key, int least, int most, int fallback) {
        Integer value = integerOrNull(key, least, most);
        return value == null ? fallback : value;
    }

    Integer integerOrNull(String key, int least, int most) {
        Long value = value(key, Long.class, "an integer", null);
        if (value != null && (value < least || value > most)) {
            error(key, key + " is " + value + ", which is not between " + least + " and " + most,
                    null);
            value = null;
        }
        return value == null ? null : value.intValue();
    }

    /** An integer or a float. */
    double number(String key, double least, double most, double fallback) {
        Double value = numberOrNull(key, least, most);
        return value == null ? fallback : value;
    }

    /** An integer or a float. */
    Double numberOrNull(String key, double least, double most) {
        Number value = value(key, Number.class, "a number", null);
        if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            error(key, key + " is " + value + ", which is not between " + least + " and " + most,
                    null);
            value = null;
        }
        return value == null ? null : value.doubleValue();
    }

    /** {@code [a, b, ...]} of so many integers or floats; empty if it is not there. */
    List<Double> numbers(String key, int count) {
        TomlArray value = value(key, TomlArray.class, "an array", null);
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; value != null && i < value.size(); i++) {
            if (value.get(i) instanceof Number number && Double.isFinite(number.doubleValue())) {
                numbers.add(number.doubleValue());
            }
        }
        if (value != null && (numbers.size() != count || value.size() != count)) {
            error(key, key + " does not hold " + count + " numbers", null);
            numbers.clear();
        }
        return numbers;
    }

    /** {@code ["a", "b", ...]}, however many, each as {@link #text}. */
    List<String> texts(String key, List<String> fallback) {
        TomlArray value = value(key, TomlArray.class, "an array", null);
        List<String> texts = new ArrayList<>();
        for (int i = 0; value != null && i < value.size(); i++) {
            if (value.get(i) instanceof String text && text.chars().noneMatch(Character::isISOControl)) {
                texts.add(text);
            }
        }
        if (value != null && texts.size() != value.size()) {
            error(key, key + " must hold strings without control characters", null);
            return fallback;
        }
        return value == null ? fallback : texts;
    }

    /** One of an enum's constants, written in small letters with hyphens. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        List<String> words = Arrays.stream(type.getEnumConstants()).map(TableReader::word).toList();
        String all = words.stream().map(TableReader::quote).collect(Collectors.joining(", "));
        String value = value(key, String.class, "a string", "one of " + all);
        if (value == null) {
            return fallback;
        }
        int index = words.indexOf(value);
        if (index < 0) {
            String near = Nearest.to(value, words);
            error(key, key + " is " + quote(value) + ", which is not one of " + all,
                    near == null ? null : "did you mean " + quote(near) + "?");
            return fallback;
        }
        return type.getEnumConstants()[index];
    }

    /** Text that {@code parser} understands, or for which it throws IllegalArgumentException. */
    <T> T parsed(String key, Function<String, T> parser, T fallback) {
        String value = value(key, String.class, "a string", null);
        if (value == null) {
            return fallback;
        }
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            error(key, key + " is " + quote(value) + ", which cannot be used", e.getMessage());
            return fallback;
        }
    }

    /** {@code [x, y]}, each from {@code -most} to {@code most}; null if it is not there. */
    OutputPosition position(String key, int most) {
        String hint = "a position is written [x, y] with two integers, as in [1920, 0]";
        TomlArray value = value(key, TomlArray.class, "an array", hint);
        if (value == null) {
            return null;
        }
        if (value.size() != 2
                || !(value.get(0) instanceof Long x) || !(value.get(1) instanceof Long y)) {
            error(key, key + " does not hold two integers", hint);
            return null;
        }
        if (Math.max(x, y) > most || Math.min(x, y) < -most) {
            error(key, key + " reaches past " + most + " pixels", null);
            return null;
        }
        return new OutputPosition(x.intValue(), y.intValue());
    }

    /** The table {@code [key]}; one that holds nothing if it is not there. */
    TableReader table(String key) {
        TomlTable value = value(key, TomlTable.class, "a table", "write [" + key + "]");
        return document.table(key, value, value == null ? null : at(key));
    }

    /** The tables {@code [[key]]} in the order of the file. */
    List<TableReader> tables(String key) {
        String hint = "write [[" + key + "]]";
        List<TableReader> tables = new ArrayList<>();
        TomlArray array = value(key, TomlArray.class, "an array of tables", hint);
        for (int i = 0; array != null && i < array.size(); i++) {
            if (array.get(i) instanceof TomlTable element) {
                tables.add(document.table(key, element, array.inputPositionOf(i)));
            } else {
                error(key, key + " must be an array of tables, not of " + kind(array.get(i)) + "s",
                        hint);
                break;
            }
        }
        return tables;
    }

    /** Notes an error at this key, or at the table if the key is not there. */
    void error(String key, String message, String hint) {
        document.error(at(key), message, hint);
    }

    /** Notes an error for each key that was not asked for, and guesses what was meant. */
    void reportUnknown() {
        if (table == null) {
            return;
        }
        Set<String> known = document.options(path);
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                String kind = raw(key) instanceof TomlTable ? "table " : "option ";
                String place = path.isEmpty() ? "" : " in [" + path + "]";
                error(key, "unknown " + kind + quote(key) + place, hintFor(key, known));
            }
        }
    }

    private String hintFor(String key, Set<String> known) {
        String near = Nearest.to(key, known);
        if (near != null) {
            return "did you mean " + near + "?";
        }
        for (var entry : document.options().entrySet()) {
            String owner = entry.getKey();
            if (entry.getValue().contains(key)) {
                return owner.isEmpty()
                        ? "[" + key + "] is a table of its own"
                        : key + " belongs in [" + owner + "]";
            }
        }
        return (path.isEmpty() ? "the tables are " : "[" + path + "] has ")
                + String.join(", ", known);
    }

    private <T> T value(String key, Class<T> type, String wanted, String hint) {
        document.options(path).add(key);
        Object raw = raw(key);
        if (raw == null || type.isInstance(raw)) {
            return type.cast(raw);
        }
        error(key, key + " must be " + wanted + ", not " + article(kind(raw)), hint);
        return null;
    }

    private Object raw(String key) {
        return table == null ? null : table.get(List.of(key));
    }

    private TomlPosition at(String key) {
        TomlPosition place = table == null ? null : table.inputPositionOf(List.of(key));
        return place == null ? position : place;
    }

    private static String word(Enum<?> constant) {
        String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return word.startsWith("-") ? word.substring(1) : word;
    }

    private static String quote(String value) {
        String shown = value.length() <= LONGEST_QUOTE
                ? value
                : value.substring(0, LONGEST_QUOTE) + "...";
        return '"' + Toml.tomlEscape(shown).toString() + '"';
    }

    private static String kind(Object value) {
        if (value instanceof String) {
            return "string";
        } else if (value instanceof Long) {
            return "integer";
        } else if (value instanceof Double) {
            return "float";
        } else if (value instanceof Boolean) {
            return "boolean";
        } else if (value instanceof TomlArray) {
            return "array";
        } else if (value instanceof TomlTable) {
            return "table";
        }
        return "date";
    }

    private static String article(String noun) {
        return (noun.startsWith("a") || noun.startsWith("i") ? "an " : "a ") + noun;
    }
}
