package org.breakwater.config;

import java.util.List;
import java.util.Objects;

/**
 * What is asked of input devices: of those with this name and of this type. Null, wherever it stands, asks
 * for nothing: what an {@code [[input]]} before it says holds, or else what the device does by itself.
 *
 * @param name the device's name as the kernel has it; null: of any name
 * @param type null: of any type
 * @param events whether it is used
 * @param leftHanded the left and the right button change places; a tablet is turned round
 * @param rotation how far the device is turned, in degrees clockwise
 * @param calibration six numbers, the first two rows of a matrix for places from 0 to 1; empty: null
 * @param output the output that its places are on; {@code "*"}: all of them together
 */
public record InputConfig(
        String name,
        InputType type,
        Events events,
        Boolean leftHanded,
        Integer rotation,
        List<Double> calibration,
        String output,
        PointerConfig pointer,
        ScrollConfig scroll,
        TouchpadConfig touchpad) {

    /** Where the places of a device lie that is not mapped to one output. */
    public static final String ALL_OUTPUTS = "*";

    /** Whether a device is used. */
    public enum Events {
        ENABLED, DISABLED,
        /** As long as no mouse is plugged in; for touchpads. */
        DISABLED_ON_EXTERNAL_MOUSE
    }

    public InputConfig {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(scroll);
        Objects.requireNonNull(touchpad);
        calibration = List.copyOf(calibration);
    }

    /** Asks for nothing, of every device. */
    public static InputConfig nothing() {
        return new InputConfig(null, null, null, null, null, List.of(), null,
                PointerConfig.nothing(), ScrollConfig.nothing(), TouchpadConfig.nothing());
    }

    /** Whether it is about a device that is called so and is of these types. */
    public boolean matches(String deviceName, Iterable<InputType> types) {
        if (name != null && !name.equals(deviceName)) {
            return false;
        }
        if (type == null) {
            return true;
        }
        for (InputType each : types) {
            if (each == type) {
                return true;
            }
        }
        return false;
    }

    /** What {@code later} asks for, and where it asks for nothing, what this does; for every device. */
    public InputConfig then(InputConfig later) {
        return new InputConfig(null, null,
                or(later.events, events),
                or(later.leftHanded, leftHanded),
                or(later.rotation, rotation),
                later.calibration.isEmpty() ? calibration : later.calibration,
                or(later.output, output),
                pointer.then(later.pointer),
                scroll.then(later.scroll),
                touchpad.then(later.touchpad));
    }

    static <T> T or(T later, T earlier) {
        return later == null ? earlier : later;
    }
}
