package org.breakwater.tests.devices;

import java.util.Locale;
import java.util.function.Consumer;
import org.breakwater.compositor.backend.libinput.DeviceEvents;
import org.breakwater.compositor.backend.libinput.InputDevice;
import org.breakwater.compositor.backend.libinput.InputTool;
import org.breakwater.wayland.WlPointer;

/** What devices do, a line for each event, without times. */
final class EventText implements DeviceEvents {
    private final Consumer<String> lines;

    EventText(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void added(InputDevice device) {
        say("added %s %s", device.name(), device.types());
    }

    @Override
    public void removed(InputDevice device) {
        say("removed %s", device.name());
    }

    @Override
    public void devicesKnown() {
        say("devices known");
    }

    @Override
    public void batchEnds() {
        // Says nothing that the events do not.
    }

    @Override
    public void key(long timeMicros, int key, boolean pressed) {
        say("key %d %s", key, down(pressed));
    }

    @Override
    public void pointerMovedBy(long timeMicros, double dx, double dy, double rawDx, double rawDy) {
        say("pointer by %.2f %.2f raw %.2f %.2f", dx, dy, rawDx, rawDy);
    }

    @Override
    public void pointerMoved(InputDevice device, long timeMicros, double fx, double fy) {
        say("pointer to %.3f %.3f", fx, fy);
    }

    @Override
    public void pointerButton(long timeMicros, int button, boolean pressed) {
        say("button %#x %s", button, down(pressed));
    }

    @Override
    public void pointerAxis(long timeMicros, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        say("axis %s %.2f %d %s %s", axis, value, value120, source, direction);
    }

    @Override
    public void pointerFrame() {
        say("pointer frame");
    }

    @Override
    public void touchDown(InputDevice device, long timeMicros, int finger, double fx, double fy) {
        say("touch %d down %.3f %.3f", finger, fx, fy);
    }

    @Override
    public void touchMoved(InputDevice device, long timeMicros, int finger, double fx, double fy) {
        say("touch %d to %.3f %.3f", finger, fx, fy);
    }

    @Override
    public void touchUp(long timeMicros, int finger) {
        say("touch %d up", finger);
    }

    @Override
    public void touchFrame() {
        say("touch frame");
    }

    @Override
    public void touchCancelled() {
        say("touch cancelled");
    }

    @Override
    public void swipeBegins(long timeMicros, int fingers) {
        say("swipe begins %d", fingers);
    }

    @Override
    public void swipe(long timeMicros, double dx, double dy) {
        say("swipe %.2f %.2f", dx, dy);
    }

    @Override
    public void swipeEnds(long timeMicros, boolean cancelled) {
        say("swipe %s", ends(cancelled));
    }

    @Override
    public void pinchBegins(long timeMicros, int fingers) {
        say("pinch begins %d", fingers);
    }

    @Override
    public void pinch(long timeMicros, double dx, double dy, double scale, double degrees) {
        say("pinch %.2f %.2f scale %.2f by %.2f", dx, dy, scale, degrees);
    }

    @Override
    public void pinchEnds(long timeMicros, boolean cancelled) {
        say("pinch %s", ends(cancelled));
    }

    @Override
    public void holdBegins(long timeMicros, int fingers) {
        say("hold begins %d", fingers);
    }

    @Override
    public void holdEnds(long timeMicros, boolean cancelled) {
        say("hold %s", ends(cancelled));
    }

    @Override
    public void toolAdded(InputTool tool) {
        say("tool %d added", tool.type());
    }

    @Override
    public void toolRemoved(InputTool tool) {
        say("tool %d removed", tool.type());
    }

    @Override
    public void toolMoved(InputTool tool, long timeMicros, double fx, double fy) {
        say("tool to %.3f %.3f", fx, fy);
    }

    @Override
    public void toolPressure(InputTool tool, double pressure) {
        say("tool pressure %.3f", pressure);
    }

    @Override
    public void toolDistance(InputTool tool, double distance) {
        say("tool distance %.3f", distance);
    }

    @Override
    public void toolTilt(InputTool tool, double degreesX, double degreesY) {
        say("tool tilt %.1f %.1f", degreesX, degreesY);
    }

    @Override
    public void toolRotation(InputTool tool, double degrees) {
        say("tool rotation %.1f", degrees);
    }

    @Override
    public void toolSlider(InputTool tool, double place) {
        say("tool slider %.3f", place);
    }

    @Override
    public void toolWheel(InputTool tool, double degrees, int clicks) {
        say("tool wheel %.1f %d", degrees, clicks);
    }

    @Override
    public void toolTip(InputTool tool, long timeMicros, boolean down) {
        say("tool tip %s", down(down));
    }

    @Override
    public void toolButton(InputTool tool, long timeMicros, int button, boolean pressed) {
        say("tool button %#x %s", button, down(pressed));
    }

    @Override
    public void toolLeft(InputTool tool, long timeMicros) {
        say("tool left");
    }

    @Override
    public void toolFrame(InputTool tool, long timeMicros) {
        say("tool frame");
    }

    @Override
    public void padButton(InputDevice pad, long timeMicros, int button, boolean pressed) {
        say("pad button %d %s", button, down(pressed));
    }

    @Override
    public void padRing(InputDevice pad, long timeMicros, int group, int ring, double degrees, boolean byFinger) {
        say("pad ring %d.%d %.1f%s", group, ring, degrees, byFinger ? " by finger" : "");
    }

    @Override
    public void padStrip(InputDevice pad, long timeMicros, int group, int strip, double place, boolean byFinger) {
        say("pad strip %d.%d %.3f%s", group, strip, place, byFinger ? " by finger" : "");
    }

    @Override
    public void padDial(InputDevice pad, long timeMicros, int group, int dial, int value120) {
        say("pad dial %d.%d %d", group, dial, value120);
    }

    @Override
    public void padMode(InputDevice pad, long timeMicros, int group, int mode) {
        say("pad mode %d.%d", group, mode);
    }

    @Override
    public void lid(boolean closed) {
        say("lid %s", closed ? "closed" : "opened");
    }

    @Override
    public void tabletMode(boolean on) {
        say("tablet mode %s", on ? "on" : "off");
    }

    private void say(String format, Object... arguments) {
        lines.accept(String.format(Locale.ROOT, format, arguments));
    }

    private static String down(boolean pressed) {
        return pressed ? "down" : "up";
    }

    private static String ends(boolean cancelled) {
        return cancelled ? "cancelled" : "ends";
    }
}
