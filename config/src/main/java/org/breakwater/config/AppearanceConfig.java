package org.breakwater.config;

import java.util.Objects;

/**
 * How the bare desktop looks.
 *
 * @param background what shows where no window is
 */
public record AppearanceConfig(Color background) {

    public AppearanceConfig {
        Objects.requireNonNull(background);
    }

    static AppearanceConfig defaults() {
        return new AppearanceConfig(new Color(0x1b2f3d));
    }
}
