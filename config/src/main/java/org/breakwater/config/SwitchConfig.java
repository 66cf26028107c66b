package org.breakwater.config;

import java.util.Objects;

/**
 * What is done when a switch of the machine's changes: commands for a shell are run, empty: none.
 *
 * @param lidTurnsOffPanel nothing is shown on the built-in panel while the lid is closed
 * @param lidClosed the lid of a portable computer
 * @param tabletModeOn its keyboard was folded away or taken off
 */
public record SwitchConfig(boolean lidTurnsOffPanel, String lidClosed, String lidOpened, String tabletModeOn,
        String tabletModeOff) {
    public SwitchConfig {
        Objects.requireNonNull(lidClosed);
        Objects.requireNonNull(lidOpened);
        Objects.requireNonNull(tabletModeOn);
        Objects.requireNonNull(tabletModeOff);
    }

    static SwitchConfig defaults() {
        return new SwitchConfig(true, "", "", "", "");
    }
}
