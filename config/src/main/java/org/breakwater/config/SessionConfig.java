package org.breakwater.config;

/**
 * How the session runs.
 *
 * @param realtime whether drawing goes before everything that is not as urgent
 */
public record SessionConfig(boolean realtime) {

    static SessionConfig defaults() {
        return new SessionConfig(true);
    }
}
