package org.breakwater.config;

/**
 * What helps to see the compositor at work.
 *
 * @param overlay whether every output shows what was drawn anew, and how long frames took
 */
public record DebugConfig(boolean overlay) {

    static DebugConfig defaults() {
        return new DebugConfig(false);
    }
}
