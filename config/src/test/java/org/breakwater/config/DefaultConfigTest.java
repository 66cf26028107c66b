package org.breakwater.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Holds together the commented default file, the defaults and what the reader knows. */
final class DefaultConfigTest {

    /** The default file with its ready-made options put to use. */
    static String withEveryOption() {
        return ConfigReader.defaultText().replaceAll("(?m)^#(?=[^ \\n])", "");
    }

    @Test
    void theDefaultFileMeansTheDefaults() {
        assertEquals(new ConfigResult.Loaded(Config.defaults()),
                ConfigReader.parse(ConfigReader.defaultText(), "default-config.toml"));
    }

    @Test
    void itsReadyMadeOptionsAreGood() {
        Config standard = Config.defaults();
        OutputConfig output = new OutputConfig(
                "HEADLESS-1",
                new OutputMode(1920, 1080, 60_000),
                1.0,
                new OutputPosition(0, 0),
                OutputTransform.NORMAL,
                true,
                false,
                0);
        InputConfig input = new InputConfig(
                "SynPS/2 Synaptics TouchPad",
                InputType.TOUCHPAD,
                InputConfig.Events.ENABLED,
                false,
                0,
                List.of(1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
                "DP-1",
                new PointerConfig(PointerConfig.Profile.ADAPTIVE, 0.0, false),
                new ScrollConfig(true, ScrollConfig.Method.TWO_FINGER, MouseButton.MIDDLE, false, 1.0),
                new TouchpadConfig(true, true, false, TouchpadConfig.TapButtonMap.LEFT_RIGHT_MIDDLE,
                        TouchpadConfig.ClickMethod.BUTTON_AREAS, true, true));
        assertEquals(
                new ConfigResult.Loaded(new Config(
                        standard.shm(),
                        standard.keyboard(),
                        List.of(output),
                        List.of(input),
                        standard.switches(),
                        standard.quota(),
                        standard.appearance(),
                        standard.cursor(),
                        standard.session(),
                        standard.debug())),
                ConfigReader.parse(withEveryOption(), "default-config.toml"));
    }

    @Test
    void everyOptionIsInItAndHasACommentAbove() {
        Map<String, Set<String>> options = ConfigReader.options();
        assertEquals(Set.of("", "shm", "keyboard", "output", "input", "switches", "quota", "appearance", "cursor",
                "session", "debug"), options.keySet());
        assertEquals(Set.of("shm", "keyboard", "output", "input", "switches", "quota", "appearance", "cursor",
                "session", "debug"), options.get(""));

        TomlTable written = Toml.parse(withEveryOption());
        List<String> lines = ConfigReader.defaultText().lines().collect(Collectors.toList());
        List<String> missing = new ArrayList<>();
        for (String path : options.get("")) {
            TomlTable table = written.get(path) instanceof TomlArray array
                    ? array.getTable(0)
                    : written.getTable(path);
            for (String key : options.get(path)) {
                if (table == null || !table.contains(List.of(key))) {
                    missing.add(path + "." + key);
                } else {
                    int line = table.inputPositionOf(List.of(key)).line();
                    assertTrue(lines.get(line - 2).startsWith("# "), key + " has no comment");
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void theCommentsNameEveryChoice() {
        String text = ConfigReader.defaultText();
        for (String word : List.of(
                "auto", "sealed", "guarded", "copied", "reveal", "zeros", "zero-fill",
                "disconnect", "normal", "90", "180", "270", "flipped", "flipped-90",
                "flipped-180", "flipped-270", "pointer", "touchpad", "touch", "tablet", "tablet-pad",
                "switch", "enabled", "disabled", "disabled-on-external-mouse", "flat", "adaptive",
                "two-finger", "edge", "button", "none", "left", "right", "middle", "side", "extra",
                "forward", "back", "task", "left-right-middle", "left-middle-right", "button-areas",
                "clickfinger")) {
            assertTrue(text.contains('"' + word + '"'), word);
        }
    }
}
