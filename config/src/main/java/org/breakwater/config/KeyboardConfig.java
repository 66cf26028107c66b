package org.breakwater.config;

import java.util.Objects;

/**
 * Keymap and key repeat. The five names are those of XKB (RMLVO); an empty one leaves the choice to
 * libxkbcommon, which takes it from {@code XKB_DEFAULT_RULES} and its like, or its own default.
 *
 * @param rules rules file, for example {@code evdev}
 * @param model keyboard model, for example {@code pc105}
 * @param layout layouts, separated by commas, for example {@code de,us}
 * @param variant one variant for each layout, separated by commas
 * @param options options, separated by commas, for example {@code caps:escape}
 * @param repeatRate repeats a second while a key is held; 0: keys do not repeat
 * @param repeatDelay milliseconds from the press to the first repeat
 */
public record KeyboardConfig(
        String rules,
        String model,
        String layout,
        String variant,
        String options,
        int repeatRate,
        int repeatDelay) {

    public KeyboardConfig {
        Objects.requireNonNull(rules);
        Objects.requireNonNull(model);
        Objects.requireNonNull(layout);
        Objects.requireNonNull(variant);
        Objects.requireNonNull(options);
    }

    static KeyboardConfig defaults() {
        return new KeyboardConfig("", "", "", "", "", 25, 600);
    }
}
