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
 * @param enabled false: nothing is shown there, and it is no part of the layout
 * @param adaptiveSync a screen that can wait for frames does
 * @param maxRenderTime milliseconds before a refresh at which its frame is begun; 0: as late as the time that the
 *     last frames took allows
 */
public record OutputConfig(
        String name,
        OutputMode mode,
        double scale,
        OutputPosition position,
        OutputTransform transform,
        boolean enabled,
        boolean adaptiveSync,
        int maxRenderTime) {

    public OutputConfig {
        Objects.requireNonNull(name);
        Objects.requireNonNull(transform);
    }

    /** The same, but for an output that is not used. */
    public OutputConfig disabled() {
        return new OutputConfig(name, mode, scale, position, transform, false, adaptiveSync, maxRenderTime);
    }

    /** What an output gets that the file does not mention. */
    public static OutputConfig defaults(String name) {
        return new OutputConfig(name, null, 1.0, null, OutputTransform.NORMAL, true, false,
                0);
    }
}
