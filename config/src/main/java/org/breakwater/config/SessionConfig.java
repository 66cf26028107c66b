package org.breakwater.config;

import java.util.List;

/**
 * How the session runs.
 *
 * @param realtime whether drawing goes before everything that is not as urgent
 * @param start lines for the shell that a login session begins with
 * @param autostart whether a login session begins with what is installed to begin with any
 */
public record SessionConfig(boolean realtime, List<String> start, boolean autostart) {
    public SessionConfig {
        start = List.copyOf(start);
    }

    static SessionConfig defaults() {
        return new SessionConfig(true, List.of("foot"), true);
    }
}
