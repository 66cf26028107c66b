package org.breakwater.config;

import java.util.Objects;

/**
 * Commands for a shell, run when a switch of the machine's changes; empty: none.
 *
 * @param lidClosed the lid of a portable computer
 * @param tabletModeOn its keyboard was folded away or taken off
 */
public record SwitchConfig(String lidClosed, String lidOpened, String tabletModeOn, String tabletModeOff) {
    public SwitchConfig {
        Objects.requireNonNull(lidClosed);
        Objects.requireNonNull(lidOpened);
        Objects.requireNonNull(tabletModeOn);
        Objects.requireNonNull(tabletModeOff);
    }

    static SwitchConfig defaults() {
        return new SwitchConfig("", "", "", "");
    }
}
