package org.breakwater.config;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code [[input]]} and {@code [switches]}. */
final class InputReader {
    private static final int CALIBRATION = 6;

    private InputReader() {
    }

    static List<InputConfig> inputs(Document document, List<TableReader> tables) {
        List<InputConfig> inputs = new ArrayList<>();
        for (TableReader in : tables) {
            inputs.add(input(in));
        }
        if (tables.isEmpty()) {    // so that the document knows these options in any case
            input(document.table("input", null, null));
        }
        return inputs;
    }

    static SwitchConfig switches(TableReader in) {
        SwitchConfig standard = SwitchConfig.defaults();
        return new SwitchConfig(
                in.flag("lid-turns-off-panel", standard.lidTurnsOffPanel()),
                in.text("lid-closed", standard.lidClosed()),
                in.text("lid-opened", standard.lidOpened()),
                in.text("tablet-mode-on", standard.tabletModeOn()),
                in.text("tablet-mode-off", standard.tabletModeOff()));
    }

    private static InputConfig input(TableReader in) {
        return new InputConfig(
                in.text("name", null),
                in.choice("type", InputType.class, null),
                in.choice("events", InputConfig.Events.class, null),
                in.flagOrNull("left-handed"),
                in.integerOrNull("rotation", 0, 359),
                in.numbers("calibration", CALIBRATION),
                in.text("map-to-output", null),
                new PointerConfig(
                        in.choice("accel-profile", PointerConfig.Profile.class, null),
                        in.numberOrNull("accel-speed", -1, 1),
                        in.flagOrNull("middle-emulation")),
                new ScrollConfig(
                        in.flagOrNull("natural-scroll"),
                        in.choice("scroll-method", ScrollConfig.Method.class, null),
                        in.choice("scroll-button", MouseButton.class, null),
                        in.flagOrNull("scroll-button-lock"),
                        in.numberOrNull("scroll-factor", 0.01, 100)),
                new TouchpadConfig(
                        in.flagOrNull("tap"),
                        in.flagOrNull("tap-drag"),
                        in.flagOrNull("tap-drag-lock"),
                        in.choice("tap-button-map", TouchpadConfig.TapButtonMap.class, null),
                        in.choice("click-method", TouchpadConfig.ClickMethod.class, null),
                        in.flagOrNull("disable-while-typing"),
                        in.flagOrNull("disable-while-trackpointing")));
    }
}
