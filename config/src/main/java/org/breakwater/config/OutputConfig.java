package org.breakwater.config;

import java.util.Objects;

/**
 * What is asked of one output.
 *
 * @param name the connector's name, for example {@code DP-1} or {@code HEADLESS-1}
 * @param mode resolution and refresh rate; null: what the output prefers
 * @param scale buffer pixels for each logical pixel, a whole number of 120ths
 * @param position where its top left corner lies in the layout; null: right of those before it
 * @param transform how its picture is turned
 */
public record OutputConfig(
        String name,
        OutputMode mode,
        double scale,
        OutputPosition position,
        OutputTransform transform) {

    public OutputConfig {
        Objects.requireNonNull(name);
        Objects.requireNonNull(transform);
    }

    /** What an output gets that the file does not mention. */
    public static OutputConfig defaults(String name) {
        return new OutputConfig(name, null, 1.0, null, OutputTransform.NORMAL);
    }
}
