package org.breakwater.compositor.output;

/**
 * A size in pixels of the hardware, before any transform, and a rate in millihertz; 0 is no fixed
 * rate.
 */
public record OutputMode(int width, int height, int refreshMilliHz) {
    private static final long NANOS_TIMES_MILLI = 1_000_000_000_000L;

    public OutputMode {
        if (width <= 0 || height <= 0 || refreshMilliHz < 0) {
            throw new IllegalArgumentException(
                    "no output has the mode %dx%d@%dmHz".formatted(width, height, refreshMilliHz));
        }
    }

    /** From one refresh to the next, rounded; 0 without a fixed rate. */
    public long refreshNanos() {
        return refreshMilliHz == 0 ? 0 : (NANOS_TIMES_MILLI + refreshMilliHz / 2) / refreshMilliHz;
    }

    @Override
    public String toString() {
        return width + "x" + height + "@" + refreshMilliHz + "mHz";
    }
}
