package org.breakwater.config;

import java.util.Objects;

/**
 * What the pointer looks like where a client does not draw it.
 *
 * @param theme an XCursor theme, for example {@code Adwaita}; empty: {@code XCURSOR_THEME}, or the
 *     theme called {@code default}
 * @param size logical pixels; 0: {@code XCURSOR_SIZE}, or 24
 */
public record CursorConfig(String theme, int size) {

    public CursorConfig {
        Objects.requireNonNull(theme);
    }

    static CursorConfig defaults() {
        return new CursorConfig("", 0);
    }
}
