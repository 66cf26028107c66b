package org.breakwater.compositor.seat;

import org.breakwater.wayland.WlPointer;

/**
 * Adds up the parts of a wheel's steps for clients that know whole ones only; turning back starts
 * afresh.
 */
final class WheelSteps {
    private static final int DETENT = 120;

    private final int[] parts = new int[2];
    private final double[] values = new double[2];

    void add(WlPointer.Axis axis, double value, int value120) {
        int i = axis.value();
        if (parts[i] > 0 != value120 > 0) {
            parts[i] = 0;
            values[i] = 0;
        }
        parts[i] += value120;
        values[i] += value;
    }

    /** Whole steps that have come together. */
    int detents(WlPointer.Axis axis) {
        return parts[axis.value()] / DETENT;
    }

    /** The distance that goes with them. */
    double value(WlPointer.Axis axis) {
        return values[axis.value()];
    }

    /** The whole steps have been told. */
    void takeWhole(WlPointer.Axis axis) {
        int i = axis.value();
        if (parts[i] / DETENT != 0) {
            parts[i] %= DETENT;
            values[i] = 0;
        }
    }

    void clear() {
        for (int i = 0; i < parts.length; i++) {
            parts[i] = 0;
            values[i] = 0;
        }
    }
}
