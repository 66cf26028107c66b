package org.breakwater.tests.devices;

/** What a device did; which of the values count is a matter of the type. */
final class FakeEvent {
    final int type;
    /** While it is given out. */
    long handle;
    /** The device's handle when it happened. */
    long device;
    long time;
    /** A key, a button, a slot, a count of fingers, or a part of a pad. */
    int number;
    /** Pressed, near, down, cancelled, on or by a finger. */
    boolean on;
    double x;
    double y;
    double rawX;
    double rawY;
    int v120;
    boolean vertical;
    boolean horizontal;
    long tool;
    int group;
    int mode;

    FakeEvent(int type) {
        this.type = type;
    }

    FakeEvent number(int value) {
        number = value;
        return this;
    }

    FakeEvent on(boolean value) {
        on = value;
        return this;
    }

    FakeEvent at(double valueX, double valueY) {
        x = valueX;
        y = valueY;
        rawX = valueX;
        rawY = valueY;
        return this;
    }

    FakeEvent raw(double valueX, double valueY) {
        rawX = valueX;
        rawY = valueY;
        return this;
    }

    /** Scrolls down by {@code x}. */
    FakeEvent vertically(int value120) {
        vertical = true;
        v120 = value120;
        return this;
    }

    /** Scrolls to the right by {@code y}. */
    FakeEvent horizontally() {
        horizontal = true;
        return this;
    }

    FakeEvent tool(long value) {
        tool = value;
        return this;
    }

    FakeEvent in(int padGroup, int padMode) {
        group = padGroup;
        mode = padMode;
        return this;
    }
}
