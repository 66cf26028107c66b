package org.breakwater.compositor.backend.wayland;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.client.WlPointerProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;

/**
 * The pointer of the parent's user, over our windows. The parent shows no cursor there: we draw our
 * own. Scrolling is collected until the frame that completes it.
 */
final class ParentPointer implements WlPointerProxy.Events {
    private static final int RELEASE_SINCE = 3;
    private static final int FRAME_SINCE = 5;
    private static final int NOTCH = 120;
    private static final int MOST_PRESSED = 64;

    private final ParentDisplay parent;
    private final WlPointerProxy proxy;
    private final HeldPointer held;
    private final List<Integer> pressed = new ArrayList<>();
    private final Scroll vertical = new Scroll(WlPointer.Axis.VERTICAL_SCROLL);
    private final Scroll horizontal = new Scroll(WlPointer.Axis.HORIZONTAL_SCROLL);
    private WlPointer.AxisSource source;
    private WindowOutput window;
    private int lastTime;

    /** What one axis did since the last frame. */
    private static final class Scroll {
        private final WlPointer.Axis axis;
        private boolean moved;
        private boolean stopped;
        private int time;
        private double value;
        private int value120;
        private WlPointer.AxisRelativeDirection direction = WlPointer.AxisRelativeDirection.IDENTICAL;

        Scroll(WlPointer.Axis axis) {
            this.axis = axis;
        }

        void reset() {
            moved = false;
            stopped = false;
            value = 0;
            value120 = 0;
            direction = WlPointer.AxisRelativeDirection.IDENTICAL;
        }
    }

    ParentPointer(ParentDisplay parent, WlPointerProxy proxy) {
        this.parent = parent;
        this.proxy = proxy;
        this.held = new HeldPointer(parent, proxy);
        proxy.listen(this);
    }

    @Override
    public void enter(int serial, WlSurfaceProxy surface, double x, double y) {
        window = parent.windowOf(surface);
        settleHold();
        proxy.setCursor(serial, null, 0, 0);
        moveTo(lastTime == 0 ? (int) (System.nanoTime() / 1_000_000) : lastTime, x, y);
        endWithoutFrames();
    }

    @Override
    public void leave(int serial, WlSurfaceProxy surface) {
        window = null;
        releaseAll();
        parent.input().pointerLeft();
    }

    @Override
    public void motion(int time, double x, double y) {
        moveTo(time, x, y);
        endWithoutFrames();
    }

    @Override
    public void button(int serial, int time, int button, int state) {
        Integer code = button;
        lastTime = time;
        if (state != WlPointer.ButtonState.RELEASED.value()) {
            if (pressed.size() < MOST_PRESSED && !pressed.contains(code)) {
                pressed.add(code);
                parent.input().pointerButton(time, button, true);
            }
        } else if (pressed.remove(code)) {
            parent.input().pointerButton(time, button, false);
        }
        endWithoutFrames();
    }

    @Override
    public void axis(int time, int axis, double value) {
        Scroll scroll = scroll(axis);
        scroll.moved = true;
        scroll.time = time;
        scroll.value += value;
        endWithoutFrames();
    }

    @Override
    public void axisSource(int axisSource) {
        source = WlPointer.AxisSource.fromWire(axisSource);
    }

    @Override
    public void axisStop(int time, int axis) {
        Scroll scroll = scroll(axis);
        scroll.stopped = true;
        scroll.time = time;
    }

    @Override
    public void axisDiscrete(int axis, int discrete) {
        scroll(axis).value120 = discrete * NOTCH;
    }

    @Override
    public void axisValue120(int axis, int value120) {
        scroll(axis).value120 = value120;
    }

    @Override
    public void axisRelativeDirection(int axis, int direction) {
        WlPointer.AxisRelativeDirection known = WlPointer.AxisRelativeDirection.fromWire(direction);
        if (known != null) {
            scroll(axis).direction = known;
        }
    }

    @Override
    public void frame() {
        send(vertical);
        send(horizontal);
        source = null;
        parent.input().pointerFrame();
    }

    /** Holds the pointer over the window that has it, or lets it go. */
    void settleHold() {
        held.settle(window);
    }

    /** The window is about to end. */
    void forget(WindowOutput gone) {
        if (window == gone) {
            window = null;
            releaseAll();
            parent.input().pointerLeft();
        }
        held.forget(gone);
    }

    void close() {
        held.close();
        releaseAll();
        parent.input().pointerLeft();
        if (proxy.version() >= RELEASE_SINCE) {
            proxy.release();
        }
    }

    private void moveTo(int time, double x, double y) {
        lastTime = time;
        if (window != null) {
            parent.input().pointerMoved(window, time, window.fractionX(x), window.fractionY(y));
        }
    }

    private void send(Scroll scroll) {
        if (scroll.moved) {
            parent.input().pointerAxis(scroll.time, scroll.axis, scroll.value, scroll.value120, source,
                    scroll.direction);
        }
        if (scroll.stopped) {
            parent.input().pointerAxis(scroll.time, scroll.axis, 0, 0, source, scroll.direction);
        }
        scroll.reset();
    }

    private Scroll scroll(int axis) {
        return axis == WlPointer.Axis.HORIZONTAL_SCROLL.value() ? horizontal : vertical;
    }

    private void releaseAll() {
        for (Integer button : pressed) {
            parent.input().pointerButton(lastTime, button, false);
        }
        pressed.clear();
    }

    private void endWithoutFrames() {
        if (proxy.version() < FRAME_SINCE) {
            frame();
        }
    }
}
