package org.breakwater.protocol.wire;

/** The wire's signed 24.8 fixed-point numbers; every one is exact as a double. */
public final class Fixed {
    private Fixed() {
    }

    public static double toDouble(int raw) {
        return raw / 256.0;
    }

    /** Rounds to the nearest 1/256; numbers out of range are clamped. */
    public static int fromDouble(double value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Math.rint(value * 256.0)));
    }
}
