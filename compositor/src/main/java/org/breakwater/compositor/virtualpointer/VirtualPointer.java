package org.breakwater.compositor.virtualpointer;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.output.Output;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.ZwlrVirtualPointerV1.Error;
import org.breakwater.wayland.server.ZwlrVirtualPointerV1Resource;

/**
 * {@code zwlr_virtual_pointer_v1}. What it does takes effect with the next frame, in its order.
 * Buttons that are down at its end are released.
 */
final class VirtualPointer implements ZwlrVirtualPointerV1Resource.Requests {
    private static final int DETENT = 120;
    private static final int MAX_DETENTS = 1000;
    private static final int MAX_PRESSED = 16;
    /** Who does more in one frame has it done in parts. */
    private static final int MAX_PENDING = 64;

    private final ZwlrVirtualPointerV1Resource resource;
    private final PointerInput input;
    private final Output output;
    private final Runnable ended;
    private final List<Integer> pressed = new ArrayList<>(2);
    private final Scroll[] scrolls = {new Scroll(WlPointer.Axis.VERTICAL_SCROLL),
        new Scroll(WlPointer.Axis.HORIZONTAL_SCROLL)};
    private final List<Runnable> pending = new ArrayList<>(4);
    private WlPointer.AxisSource source;
    private int lastTime;

    /** What one axis has moved since the last frame. */
    private static final class Scroll {
        private final WlPointer.Axis axis;
        private boolean due;
        private int timeMs;
        private double value;
        private int value120;

        Scroll(WlPointer.Axis axis) {
            this.axis = axis;
        }

        void set(int newTime, double newValue, int newValue120) {
            due = true;
            timeMs = newTime;
            value = newValue;
            value120 = newValue120;
        }
    }

    /** {@code output}: what its places are fractions of; null: the whole layout. */
    VirtualPointer(ZwlrVirtualPointerV1Resource resource, PointerInput input, Output output,
            Runnable ended) {
        this.resource = resource;
        this.input = input;
        this.output = output;
        this.ended = ended;
        resource.handle(this);
    }

    @Override
    public void motion(ZwlrVirtualPointerV1Resource self, int time, double dx, double dy) {
        lastTime = time;
        later(() -> input.moveBy(time, dx, dy));
    }

    @Override
    public void motionAbsolute(ZwlrVirtualPointerV1Resource self, int time, int x, int y,
            int xExtent, int yExtent) {
        lastTime = time;
        if (xExtent != 0 && yExtent != 0) {
            later(() -> input.moveTo(time, fraction(x, xExtent), fraction(y, yExtent), output));
        }
    }

    @Override
    public void button(ZwlrVirtualPointerV1Resource self, int time, int button, int state) {
        lastTime = time;
        later(() -> press(time, button, state));
    }

    private void press(int time, int button, int state) {
        if (state == WlPointer.ButtonState.RELEASED.value()) {
            if (pressed.remove(Integer.valueOf(button))) {
                input.button(time, button, false);
            }
        } else if (pressed.size() < MAX_PRESSED && !pressed.contains(button)) {
            pressed.add(button);
            input.button(time, button, true);
        }
    }

    @Override
    public void axis(ZwlrVirtualPointerV1Resource self, int time, int axis, double value) {
        scroll(axis).set(time, value, 0);
    }

    @Override
    public void axisStop(ZwlrVirtualPointerV1Resource self, int time, int axis) {
        scroll(axis).set(time, 0, 0);
    }

    @Override
    public void axisDiscrete(ZwlrVirtualPointerV1Resource self, int time, int axis, double value,
            int discrete) {
        int detents = Math.max(-MAX_DETENTS, Math.min(MAX_DETENTS, discrete));
        scroll(axis).set(time, value, detents * DETENT);
    }

    @Override
    public void axisSource(ZwlrVirtualPointerV1Resource self, int axisSource) {
        WlPointer.AxisSource named = WlPointer.AxisSource.fromWire(axisSource);
        if (named == null) {
            throw resource.error(Error.INVALID_AXIS_SOURCE, "%s is no source of scrolling",
                    Integer.toUnsignedString(axisSource));
        }
        source = named;
    }

    @Override
    public void frame(ZwlrVirtualPointerV1Resource self) {
        runPending();
        for (Scroll scroll : scrolls) {
            if (scroll.due) {
                scroll.due = false;
                boolean steps = source == null && scroll.value120 != 0;
                input.axis(scroll.timeMs, scroll.axis, scroll.value, scroll.value120,
                        steps ? WlPointer.AxisSource.WHEEL : source);
            }
        }
        source = null;
        input.frame();
    }

    @Override
    public void destroy(ZwlrVirtualPointerV1Resource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        for (Integer button : pressed) {
            input.button(lastTime, button, false);
        }
        if (!pressed.isEmpty()) {
            pressed.clear();
            input.frame();
        }
        ended.run();
    }

    private void later(Runnable action) {
        if (pending.size() == MAX_PENDING) {
            runPending();
        }
        pending.add(action);
    }

    private void runPending() {
        pending.forEach(Runnable::run);
        pending.clear();
    }

    private Scroll scroll(int axis) {
        if (axis < 0 || axis >= scrolls.length) {
            throw resource.error(Error.INVALID_AXIS, "%s is no axis",
                    Integer.toUnsignedString(axis));
        }
        return scrolls[axis];
    }

    private static double fraction(int part, int whole) {
        return (double) Integer.toUnsignedLong(part) / Integer.toUnsignedLong(whole);
    }
}
