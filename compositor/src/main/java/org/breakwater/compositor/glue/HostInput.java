package org.breakwater.compositor.glue;

import java.util.function.Function;
import org.breakwater.compositor.backend.BackendInput;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.output.Output;
import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlPointer;

/** Gives the seat what a backend's user does: places become layout coordinates, by the output's turn. */
public final class HostInput implements BackendInput {
    private final SeatInput input;
    private final HostKeyboard keyboard;
    private final Function<BackendOutput, Output> outputs;
    private boolean grouping;

    /** {@code outputs}: null for a backend's output that is no more. */
    public HostInput(EventLoop loop, SeatInput input, Function<BackendOutput, Output> outputs) {
        this.input = input;
        this.keyboard = new HostKeyboard(loop, input);
        this.outputs = outputs;
    }

    @Override
    public void keymap(Fd file, int size) {
        keyboard.keymap(file, size);
    }

    @Override
    public void key(int timeMs, int key, boolean pressed) {
        keyboard.key(timeMs, key, pressed);
    }

    @Override
    public void modifiers(int depressed, int latched, int locked, int group) {
        keyboard.modifiers(depressed, latched, locked, group);
    }

    @Override
    public void pointerMoved(BackendOutput backend, int timeMs, double fx, double fy) {
        Output output = outputs.apply(backend);
        if (output != null) {
            group();
            input.pointerMoved(timeMs, OutputPlace.layoutX(output, fx, fy), OutputPlace.layoutY(output, fx, fy));
        }
    }

    @Override
    public void pointerLeft() {
        ungroup();
        input.pointerLeft();
    }

    @Override
    public void pointerMovedBy(long timeMicros, double dx, double dy, double rawDx, double rawDy) {
        group();
        input.pointerMovedBy(timeMicros, dx, dy, rawDx, rawDy);
    }

    @Override
    public void pointerButton(int timeMs, int button, boolean pressed) {
        group();
        input.pointerButton(timeMs, button, pressed);
    }

    @Override
    public void pointerAxis(int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        group();
        input.pointerAxis(timeMs, axis, value, value120, source, direction);
    }

    @Override
    public void pointerFrame() {
        ungroup();
    }

    @Override
    public void touchDown(BackendOutput backend, int timeMs, int id, double fx, double fy) {
        Output output = outputs.apply(backend);
        if (output != null) {
            group();
            input.touchDown(timeMs, id, OutputPlace.layoutX(output, fx, fy), OutputPlace.layoutY(output, fx, fy));
        }
    }

    @Override
    public void touchMoved(BackendOutput backend, int timeMs, int id, double fx, double fy) {
        Output output = outputs.apply(backend);
        if (output != null) {
            group();
            input.touchMoved(timeMs, id, OutputPlace.layoutX(output, fx, fy), OutputPlace.layoutY(output, fx, fy));
        }
    }

    @Override
    public void touchShape(BackendOutput backend, int id, double major, double minor) {
        Output output = outputs.apply(backend);
        if (output != null) {
            group();
            input.touchShape(id, major / output.scale(), minor / output.scale());
        }
    }

    @Override
    public void touchOrientation(BackendOutput backend, int id, double degrees) {
        Output output = outputs.apply(backend);
        if (output != null) {
            group();
            input.touchOrientation(id, OutputPlace.layoutDegrees(output, degrees));
        }
    }

    @Override
    public void touchUp(int timeMs, int id) {
        group();
        input.touchUp(timeMs, id);
    }

    @Override
    public void touchFrame() {
        ungroup();
    }

    @Override
    public void touchCancelled() {
        input.touchCancelled();
        ungroup();
    }

    /** Before the seat. */
    public void close() {
        keyboard.close();
    }

    private void group() {
        if (!grouping) {
            grouping = true;
            input.groupBegins();
        }
    }

    private void ungroup() {
        if (grouping) {
            grouping = false;
            input.groupEnds();
        }
    }
}
