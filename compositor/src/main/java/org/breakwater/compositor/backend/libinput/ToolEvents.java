package org.breakwater.compositor.backend.libinput;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.libinput.EventValues.ToolAxis;

/** Tools on tablets. One is known from when it first comes near until the tablet that it was near last is gone. */
final class ToolEvents {
    /** As many as anybody has; those that come later are passed over. */
    private static final int MOST_TOOLS = 64;
    private static final double UPRIGHT = 90;
    private static final double TURN = 360;
    private static final int MOST_CLICKS = 1000;

    private final Libinput libinput;
    private final DeviceEvents events;
    private final List<InputTool> tools = new ArrayList<>();

    ToolEvents(Libinput libinput, DeviceEvents events) {
        this.libinput = libinput;
        this.events = events;
    }

    void handle(int type, long event, InputDevice tablet) {
        long timeMicros = libinput.toolTime(event);
        InputTool tool = find(libinput.tool(event));
        if (type == EventType.TABLET_TOOL_PROXIMITY) {
            if (libinput.isNear(event)) {
                near(event, timeMicros, tool, tablet);
            } else if (tool != null && tool.near && tool.tablet() == tablet) {
                leave(tool, timeMicros);
            }
            return;
        }
        if (tool == null || !tool.near || tool.tablet() != tablet) {
            return;
        }
        switch (type) {
            case EventType.TABLET_TOOL_AXIS -> {
                place(event, timeMicros, tool);
                axes(event, tool, false);
            }
            case EventType.TABLET_TOOL_TIP -> {
                place(event, timeMicros, tool);
                tip(event, timeMicros, tool);
            }
            case EventType.TABLET_TOOL_BUTTON -> button(event, timeMicros, tool);
            default -> {
                return;     // one of a later libinput
            }
        }
        events.toolFrame(tool, timeMicros);
    }

    void release(InputDevice tablet, long timeMicros) {
        for (int i = tools.size() - 1; i >= 0; i--) {
            InputTool tool = tools.get(i);
            if (tool.tablet() == tablet) {
                if (tool.near) {
                    leave(tool, timeMicros);
                }
                tools.remove(i);
                libinput.unrefTool(tool.handle);
                events.toolRemoved(tool);
            }
        }
    }

    private void near(long event, long timeMicros, InputTool known, InputDevice tablet) {
        InputTool tool = known == null ? add(libinput.tool(event), tablet) : known;
        if (tool == null) {
            return;
        }
        if (tool.near && tool.tablet() != tablet) {
            leave(tool, timeMicros);
        }
        tool.setTablet(tablet);
        tool.near = true;
        place(event, timeMicros, tool);
        axes(event, tool, true);
        events.toolFrame(tool, timeMicros);
    }

    private InputTool add(long handle, InputDevice tablet) {
        if (handle == 0 || tools.size() >= MOST_TOOLS) {
            return null;
        }
        libinput.refTool(handle);
        InputTool tool = new InputTool(libinput, handle, tablet);
        tools.add(tool);
        events.toolAdded(tool);
        return tool;
    }

    private void place(long event, long timeMicros, InputTool tool) {
        double fx = libinput.toolX(event);
        double fy = libinput.toolY(event);
        if (!Double.isNaN(fx) && !Double.isNaN(fy)) {
            events.toolMoved(tool, timeMicros, Sane.fraction(fx), Sane.fraction(fy));
        }
    }

    private void axes(long event, InputTool tool, boolean all) {
        if (isTold(event, tool, ToolAxis.PRESSURE, all)) {
            events.toolPressure(tool, Sane.fraction(libinput.pressure(event)));
        }
        if (isTold(event, tool, ToolAxis.DISTANCE, all)) {
            events.toolDistance(tool, Sane.fraction(libinput.distance(event)));
        }
        if (isTold(event, tool, ToolAxis.TILT, all)) {
            events.toolTilt(tool, Sane.within(-UPRIGHT, libinput.tiltX(event), UPRIGHT),
                    Sane.within(-UPRIGHT, libinput.tiltY(event), UPRIGHT));
        }
        if (isTold(event, tool, ToolAxis.ROTATION, all)) {
            events.toolRotation(tool, Sane.within(-TURN, libinput.rotation(event), TURN));
        }
        if (isTold(event, tool, ToolAxis.SLIDER, all)) {
            events.toolSlider(tool, Sane.within(-1, libinput.slider(event), 1));
        }
        if (isTold(event, tool, ToolAxis.WHEEL, false)) {
            events.toolWheel(tool, Sane.distance(libinput.wheelDegrees(event)),
                    Math.max(-MOST_CLICKS, Math.min(MOST_CLICKS, libinput.wheelClicks(event))));
        }
    }

    private boolean isTold(long event, InputTool tool, ToolAxis axis, boolean always) {
        return tool.has(axis) && (always || libinput.hasChanged(event, axis));
    }

    private void tip(long event, long timeMicros, InputTool tool) {
        boolean down = libinput.isTipDown(event);
        if (down) {
            axes(event, tool, false);
        }
        if (down != tool.down) {
            tool.down = down;
            events.toolTip(tool, timeMicros, down);
        }
        if (!down) {
            axes(event, tool, false);
        }
    }

    private void button(long event, long timeMicros, InputTool tool) {
        int button = libinput.toolButton(event);
        boolean pressed = libinput.isToolButtonPressed(event);
        if (Sane.isCode(button) && (pressed ? tool.buttons.add(button) : tool.buttons.remove(button))) {
            events.toolButton(tool, timeMicros, button, pressed);
        }
    }

    private void leave(InputTool tool, long timeMicros) {
        while (tool.buttons.size() > 0) {
            int button = tool.buttons.last();
            tool.buttons.remove(button);
            events.toolButton(tool, timeMicros, button, false);
        }
        if (tool.down) {
            tool.down = false;
            events.toolTip(tool, timeMicros, false);
        }
        tool.near = false;
        events.toolLeft(tool, timeMicros);
    }

    private InputTool find(long handle) {
        for (int i = 0; i < tools.size(); i++) {
            if (tools.get(i).handle == handle) {
                return tools.get(i);
            }
        }
        return null;
    }
}
