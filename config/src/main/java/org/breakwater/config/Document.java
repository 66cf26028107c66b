package org.breakwater.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * One file while it is read: its lines, what was found wrong so far, and which options there are.
 *
 * <p>The reader asks its tables for options by name, and the document learns the known options
 * from those questions alone; there is no second list to keep. When all has been asked, a key that
 * nobody asked for is unknown.
 */
final class Document {
    /** As many as anyone reads at once, and a bound on the memory that a bad file costs. */
    static final int MOST_ERRORS = 50;

    private final String name;
    private final String[] lines;
    private final List<ConfigError> errors = new ArrayList<>();
    private final List<TableReader> tables = new ArrayList<>();
    private final Map<String, Set<String>> options = new LinkedHashMap<>();

    Document(String name, String source) {
        this.name = name;
        this.lines = source.split("\r?\n", -1);
    }

    /** The table of the whole file; its path is empty. */
    TableReader root(TomlTable table) {
        return table("", table, null);
    }

    TableReader table(String path, TomlTable table, TomlPosition position) {
        TableReader reader = new TableReader(this, path, table, position);
        tables.add(reader);
        return reader;
    }

    /** The options asked for in the table at {@code path}, a live set. */
    Set<String> options(String path) {
        return options.computeIfAbsent(path, p -> new LinkedHashSet<>());
    }

    /** Every option by the path of its table, in the order asked for. */
    Map<String, Set<String>> options() {
        return Collections.unmodifiableMap(options);
    }

    void error(TomlPosition position, String message, String hint) {
        if (errors.size() == MOST_ERRORS) {
            return;
        }
        int line = position == null ? 0 : position.line();
        int column = position == null ? 0 : position.column();
        String source = line >= 1 && line <= lines.length ? lines[line - 1] : "";
        errors.add(new ConfigError(name, line, column, message, hint, source));
    }

    /** Reports the keys that nobody asked for; call it when all has been asked. */
    void reportUnknown() {
        for (TableReader table : tables) {
            table.reportUnknown();
        }
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    ConfigResult.Rejected rejected() {
        errors.sort(Comparator.comparingInt(ConfigError::line)
                .thenComparingInt(ConfigError::column));
        return new ConfigResult.Rejected(errors);
    }
}
