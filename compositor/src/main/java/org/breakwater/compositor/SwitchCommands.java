package org.breakwater.compositor;

import java.util.function.Consumer;
import org.breakwater.config.SwitchConfig;

/** What the configuration says to run when a switch of the machine's changes. */
final class SwitchCommands {
    private SwitchConfig config;
    private final Consumer<String> shell;

    /** {@code shell}: runs a command. */
    SwitchCommands(SwitchConfig config, Consumer<String> shell) {
        this.config = config;
        this.shell = shell;
    }

    /** Another configuration is in force. */
    void configure(SwitchConfig next) {
        config = next;
    }

    void lid(boolean closed) {
        run(closed ? config.lidClosed() : config.lidOpened());
    }

    void tabletMode(boolean on) {
        run(on ? config.tabletModeOn() : config.tabletModeOff());
    }

    private void run(String command) {
        if (!command.isBlank()) {
            shell.accept(command);
        }
    }
}
