package org.breakwater.compositor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.config.SwitchConfig;
import org.junit.jupiter.api.Test;

class SwitchCommandsTest {

    @Test
    void eachChangeRunsItsOwnCommand() {
        List<String> run = new ArrayList<>();
        SwitchCommands commands = new SwitchCommands(
                new SwitchConfig(true, "closed", "opened", "on", " "), run::add);
        commands.lid(true);
        commands.lid(false);
        commands.tabletMode(true);
        commands.tabletMode(false);
        assertEquals(List.of("closed", "opened", "on"), run);
    }
}
