package org.breakwater.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InputConfigTest {

    @Test
    void theLaterOneCountsAndWhatItLeavesOutHolds() {
        Config config = load("""
                [[input]]
                accel-speed = 1
                natural-scroll = true
                [[input]]
                type = "touchpad"
                accel-speed = -0.25
                tap = true
                [[input]]
                name = "Old Mouse"
                natural-scroll = false
                events = "disabled"
                """);
        InputConfig pad = config.input("Some Pad", List.of(InputType.POINTER, InputType.TOUCHPAD));
        assertEquals(-0.25, pad.pointer().speed());
        assertEquals(true, pad.scroll().natural());
        assertEquals(true, pad.touchpad().tap());
        assertNull(pad.events());
        InputConfig mouse = config.input("Old Mouse", List.of(InputType.POINTER));
        assertEquals(1.0, mouse.pointer().speed());
        assertEquals(false, mouse.scroll().natural());
        assertNull(mouse.touchpad().tap());
        assertEquals(InputConfig.Events.DISABLED, mouse.events());
    }

    @Test
    void nothingIsAskedOfADeviceThatIsNotMentioned() {
        Config config = load("[[input]]\nname = 'a'\ntap = true\n[[input]]\ntype = 'touch'\ntap = true\n");
        assertEquals(InputConfig.nothing(), config.input("b", List.of(InputType.KEYBOARD)));
        assertEquals(InputConfig.nothing(), Config.defaults().input("b", List.of()));
    }

    @Test
    void buttonsHaveTheirCodes() {
        assertEquals(0x110, MouseButton.LEFT.code());
        assertEquals(0x117, MouseButton.TASK.code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "accel-speed = 1.5      | accel-speed is 1.5, which is not between -1.0 and 1.0",
        "accel-speed = nan      | accel-speed is NaN, which is not between -1.0 and 1.0",
        "accel-speed = 'fast'   | accel-speed must be a number, not a string",
        "accel-profile = 'flet' | accel-profile is \"flet\", which is not one of \"flat\", \"adaptive\"",
        "tap = 1                | tap must be true or false, not an integer",
        "rotation = 360         | rotation is 360, which is not between 0 and 359",
        "scroll-button = 274    | scroll-button must be a string, not an integer",
        "scroll-factor = 0      | scroll-factor is 0, which is not between 0.01 and 100.0",
        "calibration = [1, 0]   | calibration does not hold 6 numbers",
        "calibration = [1, 0, 0, 0, 1, inf] | calibration does not hold 6 numbers",
        "calibration = [1, 0, 0, 0, 1, 'a'] | calibration does not hold 6 numbers",
        "map-to-output = 1      | map-to-output must be a string, not an integer",
        "type = 'mouse'         | type is \"mouse\", which is not one of \"keyboard\", \"pointer\","
                + " \"touchpad\", \"touch\", \"tablet\", \"tablet-pad\", \"switch\"",
        "tapp = true            | unknown option \"tapp\" in [input]",
    })
    void wrongValuesAreNamed(String line, String message) {
        ConfigResult result = ConfigReader.parse("[[input]]\nname = 'a'\n"
                + (line.startsWith("type") ? line : line + "\ntype = 'touchpad'"), "test");
        ConfigError error = assertInstanceOf(ConfigResult.Rejected.class, result).errors().get(0);
        assertEquals(3, error.line());
        assertEquals(message, error.message());
    }

    private static Config load(String source) {
        return assertInstanceOf(ConfigResult.Loaded.class, ConfigReader.parse(source, "test")).config();
    }
}
