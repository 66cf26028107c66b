package org.breakwater.config;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What came of reading a configuration: all of it, or why not. */
public sealed interface ConfigResult {

    /** Nothing is wrong with the file. */
    record Loaded(Config config) implements ConfigResult {
        public Loaded {
            Objects.requireNonNull(config);
        }
    }

    /** Something is wrong; {@code errors} has at least one, in the order of the file. */
    record Rejected(List<ConfigError> errors) implements ConfigResult {
        public Rejected {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("rejected for no reason");
            }
        }

        /** All errors with their source lines and hints, for a terminal; no final newline. */
        public String render() {
            return errors.stream().map(ConfigError::render).collect(Collectors.joining("\n\n"));
        }
    }
}
