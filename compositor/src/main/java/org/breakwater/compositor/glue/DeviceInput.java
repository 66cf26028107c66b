package org.breakwater.compositor.glue;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.breakwater.compositor.backend.libinput.DeviceEvents;
import org.breakwater.compositor.backend.libinput.InputDevice;
import org.breakwater.compositor.backend.libinput.InputTool;
import org.breakwater.compositor.output.OutputLayout;
import org.breakwater.compositor.seat.KeyboardDevice;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.seat.xkb.KeyState;
import org.breakwater.config.InputType;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.WlSeat;

/**
 * Gives the seat what the users of its devices do: places become layout coordinates, and the keys that
 * show another virtual terminal do so.
 *
 * <p>The seat offers touch while there is a touch screen. It offers a keyboard and a pointer always: clients
 * may bring their own. While the session is inactive, and so has no devices, it offers what it did before.
 * Motion allocates nothing. Loop thread; what is thrown is the caller's to catch.
 */
public final class DeviceInput implements DeviceEvents {
    private final Seat seat;
    private final SeatInput input;
    private final DevicePlaces places;
    private final DeviceTablets tablets;
    private final TerminalKeys terminals;
    private final Signal<Integer> ledsChanged = new Signal<>();
    private final Signal<Boolean> lidChanged = new Signal<>();
    private final Signal<Boolean> tabletModeChanged = new Signal<>();
    private final Signal.Subscription modifiers;
    private int touchScreens;
    private int switches;
    private boolean lidClosed;
    private boolean lidUnknown;
    private boolean grouping;
    private int leds;
    private int lockedBefore;
    private int groupBefore;

    /** {@code switchTo}: shows the virtual terminal with this number. */
    public DeviceInput(Seat seat, SeatInput input, TabletInput tablets, OutputLayout layout,
            IntConsumer switchTo) {
        this.seat = seat;
        this.input = input;
        this.places = new DevicePlaces(layout);
        this.tablets = new DeviceTablets(tablets, places);
        this.terminals = new TerminalKeys(switchTo);
        modifiers = seat.keyboard().modifiersChanged().add(keyboard -> light());
        light();
    }

    /** {@code keys}: codes of those that are down since before the devices were opened, of which nothing is told. */
    public void setHeldBefore(Supplier<BitSet> keys) {
        terminals.setHeldBefore(keys);
    }

    /** The lights that keyboards are to show: LED bits of {@link KeyState}. */
    public Signal<Integer> ledsChanged() {
        return ledsChanged;
    }

    public int leds() {
        return leds;
    }

    /** The lid was closed: true; or opened. */
    public Signal<Boolean> lidChanged() {
        return lidChanged;
    }

    public boolean isLidClosed() {
        return lidClosed;
    }

    /** The keyboard was folded away: true; or is back. */
    public Signal<Boolean> tabletModeChanged() {
        return tabletModeChanged;
    }

    /** Before the seat is closed, and after the devices are. */
    public void close() {
        modifiers.remove();
    }

    @Override
    public void added(InputDevice device) {
        if (device.types().contains(InputType.TOUCH)) {
            touchScreens++;
        }
        if (device.types().contains(InputType.SWITCH)) {
            switches++;
        }
        tablets.added(device);
    }

    @Override
    public void removed(InputDevice device) {
        if (device.types().contains(InputType.TOUCH)) {
            touchScreens--;
        }
        if (device.types().contains(InputType.SWITCH)) {
            lidUnknown |= --switches == 0;
        }
        tablets.removed(device);
    }

    @Override
    public void devicesKnown() {
        if (lidUnknown) {       // a lid that is closed says so when its switch is opened, before this
            lid(false);
        }
        boolean wanted = touchScreens > 0;
        if (seat.has(WlSeat.Capability.TOUCH) != wanted) {
            Set<WlSeat.Capability> present = EnumSet.of(WlSeat.Capability.POINTER, WlSeat.Capability.KEYBOARD);
            if (wanted) {
                present.add(WlSeat.Capability.TOUCH);
            }
            seat.setCapabilities(present);
        }
    }

    @Override
    public void batchEnds() {
        ungroup();
    }

    @Override
    public void key(long timeMicros, int key, boolean pressed) {
        KeyState state = seat.keyboard().device().state();
        if (terminals.takes(state, key, pressed)) {
            return;
        }
        input.exactTime(timeMicros * 1000);
        input.key(millis(timeMicros), key, pressed);
        light();
    }

    @Override
    public void pointerMovedBy(long timeMicros, double dx, double dy, double rawDx, double rawDy) {
        input.exactTime(timeMicros * 1000);
        input.pointerMovedBy(timeMicros, dx, dy, rawDx, rawDy);
    }

    @Override
    public void pointerMoved(InputDevice device, long timeMicros, double fx, double fy) {
        if (places.find(device, fx, fy)) {
            input.exactTime(timeMicros * 1000);
            input.pointerMoved(millis(timeMicros), places.x(), places.y());
        }
    }

    @Override
    public void pointerButton(long timeMicros, int button, boolean pressed) {
        input.exactTime(timeMicros * 1000);
        input.pointerButton(millis(timeMicros), button, pressed);
    }

    @Override
    public void pointerAxis(long timeMicros, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        group();
        input.exactTime(timeMicros * 1000);
        input.pointerAxis(millis(timeMicros), axis, value, value120, source, direction);
    }

    @Override
    public void pointerFrame() {
        ungroup();
    }

    @Override
    public void touchDown(InputDevice device, long timeMicros, int finger, double fx, double fy) {
        if (places.find(device, fx, fy)) {
            group();
            input.exactTime(timeMicros * 1000);
            input.touchDown(millis(timeMicros), finger, places.x(), places.y());
        }
    }

    @Override
    public void touchMoved(InputDevice device, long timeMicros, int finger, double fx, double fy) {
        if (places.find(device, fx, fy)) {
            group();
            input.exactTime(timeMicros * 1000);
            input.touchMoved(millis(timeMicros), finger, places.x(), places.y());
        }
    }

    @Override
    public void touchUp(long timeMicros, int finger) {
        group();
        input.exactTime(timeMicros * 1000);
        input.touchUp(millis(timeMicros), finger);
    }

    @Override
    public void touchFrame() {
        ungroup();
    }

    @Override
    public void touchCancelled() {
        input.touchCancelled();
    }

    @Override
    public void swipeBegins(long timeMicros, int fingers) {
        input.swipeBegins(millis(timeMicros), fingers);
    }

    @Override
    public void swipe(long timeMicros, double dx, double dy) {
        input.swipe(millis(timeMicros), dx, dy);
    }

    @Override
    public void swipeEnds(long timeMicros, boolean cancelled) {
        input.swipeEnds(millis(timeMicros), cancelled);
    }

    @Override
    public void pinchBegins(long timeMicros, int fingers) {
        input.pinchBegins(millis(timeMicros), fingers);
    }

    @Override
    public void pinch(long timeMicros, double dx, double dy, double scale, double degrees) {
        input.pinch(millis(timeMicros), dx, dy, scale, degrees);
    }

    @Override
    public void pinchEnds(long timeMicros, boolean cancelled) {
        input.pinchEnds(millis(timeMicros), cancelled);
    }

    @Override
    public void holdBegins(long timeMicros, int fingers) {
        input.holdBegins(millis(timeMicros), fingers);
    }

    @Override
    public void holdEnds(long timeMicros, boolean cancelled) {
        input.holdEnds(millis(timeMicros), cancelled);
    }

    @Override
    public void toolAdded(InputTool tool) {
        tablets.toolAdded(tool);
    }

    @Override
    public void toolRemoved(InputTool tool) {
        tablets.toolRemoved(tool);
    }

    @Override
    public void toolMoved(InputTool tool, long timeMicros, double fx, double fy) {
        tablets.toolMoved(tool, millis(timeMicros), fx, fy);
    }

    @Override
    public void toolPressure(InputTool tool, double pressure) {
        tablets.of(tool).pressure(pressure);
    }

    @Override
    public void toolDistance(InputTool tool, double distance) {
        tablets.of(tool).distance(distance);
    }

    @Override
    public void toolTilt(InputTool tool, double degreesX, double degreesY) {
        tablets.of(tool).tilt(degreesX, degreesY);
    }

    @Override
    public void toolRotation(InputTool tool, double degrees) {
        tablets.of(tool).rotation(degrees);
    }

    @Override
    public void toolSlider(InputTool tool, double place) {
        tablets.of(tool).slider(place);
    }

    @Override
    public void toolWheel(InputTool tool, double degrees, int clicks) {
        tablets.of(tool).wheel(degrees, clicks);
    }

    @Override
    public void toolTip(InputTool tool, long timeMicros, boolean down) {
        tablets.toolTip(tool, millis(timeMicros), down);
    }

    @Override
    public void toolButton(InputTool tool, long timeMicros, int button, boolean pressed) {
        tablets.toolButton(tool, millis(timeMicros), button, pressed);
    }

    @Override
    public void toolLeft(InputTool tool, long timeMicros) {
        tablets.toolLeft(tool, millis(timeMicros));
    }

    @Override
    public void toolFrame(InputTool tool, long timeMicros) {
        tablets.toolFrame(tool, millis(timeMicros));
    }

    @Override
    public void padButton(InputDevice pad, long timeMicros, int button, boolean pressed) {
        tablets.padButton(pad, millis(timeMicros), button, pressed);
    }

    @Override
    public void padRing(InputDevice pad, long timeMicros, int group, int ring, double degrees,
            boolean byFinger) {
        tablets.padRing(pad, millis(timeMicros), group, ring, degrees, byFinger);
    }

    @Override
    public void padStrip(InputDevice pad, long timeMicros, int group, int strip, double place,
            boolean byFinger) {
        tablets.padStrip(pad, millis(timeMicros), group, strip, place, byFinger);
    }

    @Override
    public void padDial(InputDevice pad, long timeMicros, int group, int dial, int value120) {
        tablets.padDial(pad, millis(timeMicros), group, dial, value120);
    }

    @Override
    public void padMode(InputDevice pad, long timeMicros, int group, int mode) {
        tablets.padMode(pad, millis(timeMicros), group, mode);
    }

    @Override
    public void lid(boolean closed) {
        lidUnknown = false;
        if (lidClosed != closed) {
            lidClosed = closed;
            lidChanged.emit(closed);
        }
    }

    @Override
    public void tabletMode(boolean on) {
        tabletModeChanged.emit(on);
    }

    /** Lights follow what is locked and which layout is in effect. */
    private void light() {
        KeyState state = seat.keyboard().device().state();
        if (state.locked() == lockedBefore && state.group() == groupBefore) {
            return;
        }
        lockedBefore = state.locked();
        groupBefore = state.group();
        int now = state.leds();
        if (now != leds) {
            leds = now;
            ledsChanged.emit(now);
        }
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

    private static int millis(long timeMicros) {
        return (int) (timeMicros / 1000);
    }
}
