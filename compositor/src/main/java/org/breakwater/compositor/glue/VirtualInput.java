package org.breakwater.compositor.glue;

import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputLayout;
import org.breakwater.compositor.seat.KeyboardDevice;
import org.breakwater.compositor.virtualkeyboard.KeyInput;
import org.breakwater.compositor.virtualpointer.PointerInput;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.WlPointer;

/**
 * Gives what virtual devices do to the seat, as if a user had done it. What a pointer does until
 * its frame, or until the loop's next turn, is one group of events.
 */
public final class VirtualInput implements KeyInput, PointerInput {
    private final EventLoop loop;
    private final SeatInput input;
    private final OutputLayout layout;
    private boolean grouping;

    public VirtualInput(EventLoop loop, SeatInput input, OutputLayout layout) {
        this.loop = loop;
        this.input = input;
        this.layout = layout;
    }

    @Override
    public boolean key(KeyboardDevice device, int timeMs, int key, boolean pressed) {
        return input.key(device, timeMs, key, pressed);
    }

    @Override
    public void modifiers(KeyboardDevice device, int depressed, int latched, int locked,
            int group) {
        input.modifiers(device, depressed, latched, locked, group);
    }

    @Override
    public void removed(KeyboardDevice device) {
        input.keyboardRemoved(device);
    }

    @Override
    public void moveBy(int timeMs, double dx, double dy) {
        group();
        input.pointerMovedBy(Integer.toUnsignedLong(timeMs) * 1000, dx, dy, dx, dy);
    }

    @Override
    public void moveTo(int timeMs, double fx, double fy, Output output) {
        group();
        Rect area = output == null || output.isDestroyed() ? layout.bounds() : output.geometry();
        input.pointerMoved(timeMs, area.x() + fx * area.width(), area.y() + fy * area.height());
    }

    @Override
    public void button(int timeMs, int button, boolean pressed) {
        group();
        input.pointerButton(timeMs, button, pressed);
    }

    @Override
    public void axis(int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source) {
        group();
        input.pointerAxis(timeMs, axis, value, value120, source,
                WlPointer.AxisRelativeDirection.IDENTICAL);
    }

    @Override
    public void frame() {
        if (grouping) {
            grouping = false;
            input.groupEnds();
        }
    }

    private void group() {
        if (!grouping) {
            grouping = true;
            input.groupBegins();
            loop.idle(this::frame);
        }
    }
}
