package org.breakwater.compositor.output;

import org.breakwater.render.geometry.Transform;

/**
 * Pixels for each logical unit, as a number of 120ths: what {@code wp_fractional_scale_v1} can
 * name, so that the compositor and its clients count with the same number.
 */
record OutputScale(int numerator) {
    static final int DENOMINATOR = 120;
    /** No screen is that coarse or that fine, and products of it with any mode stay in range. */
    private static final double MAX = 1000;

    /** The nearest multiple of 1/120. */
    static OutputScale of(double scale) {
        if (!(scale > 0 && scale <= MAX)) {
            throw new IllegalArgumentException("no output has the scale " + scale);
        }
        return new OutputScale((int) Math.max(1, Math.round(scale * DENOMINATOR)));
    }

    double value() {
        return (double) numerator / DENOMINATOR;
    }

    /** What {@code wl_output.scale} says: enough pixels for everyone, so rounded up. */
    int ceiling() {
        return (numerator + DENOMINATOR - 1) / DENOMINATOR;
    }

    /**
     * How many logical units so many pixels are: the nearest whole number, and one more where a
     * client that fills them (it rounds {@code logical * scale} half up, as
     * {@code wp_fractional_scale_v1} tells it to) would otherwise leave a line of pixels bare. So
     * wherever some size fits the pixels exactly it is the one chosen, and a fullscreen buffer then
     * maps to the screen pixel for pixel.
     */
    int logical(int pixels) {
        long exact = (long) pixels * DENOMINATOR;
        long nearest = Math.max(1, (2 * exact + numerator) / (2L * numerator));
        long covered = (2 * nearest * numerator + DENOMINATOR) / (2L * DENOMINATOR);
        return (int) Math.min(Integer.MAX_VALUE, covered < pixels ? nearest + 1 : nearest);
    }

    int logicalWidth(OutputMode mode, Transform transform) {
        return logical(transform.width(mode.width(), mode.height()));
    }

    int logicalHeight(OutputMode mode, Transform transform) {
        return logical(transform.height(mode.width(), mode.height()));
    }
}
