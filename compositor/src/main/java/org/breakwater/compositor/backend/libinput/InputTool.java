package org.breakwater.compositor.backend.libinput;

import java.util.EnumSet;
import java.util.Set;
import org.breakwater.compositor.backend.libinput.EventValues.ToolAxis;

/** A pen or another tool that has been near a tablet. Loop thread. */
public final class InputTool {
    final long handle;
    final CodeSet buttons = new CodeSet();
    boolean near;
    boolean down;

    private final int type;
    private final long id;
    private final long serial;
    private final Set<ToolAxis> axes = EnumSet.noneOf(ToolAxis.class);
    private InputDevice tablet;

    InputTool(Libinput libinput, long handle, InputDevice tablet) {
        this.handle = handle;
        this.tablet = tablet;
        type = libinput.toolType(handle);
        id = libinput.toolId(handle);
        serial = libinput.toolSerial(handle);
        for (ToolAxis axis : ToolAxis.values()) {
            if (libinput.toolHas(handle, axis)) {
                axes.add(axis);
            }
        }
    }

    /** What it is, counted from 1: a pen, an eraser, a brush, a pencil, an airbrush, a mouse, a lens, a totem. */
    public int type() {
        return type;
    }

    /** The kind's number, where its maker gave it one; else 0. */
    public long id() {
        return id;
    }

    /** Tells it from all others of its kind; 0 where it has none. */
    public long serial() {
        return serial;
    }

    public boolean hasPressure() {
        return axes.contains(ToolAxis.PRESSURE);
    }

    public boolean hasDistance() {
        return axes.contains(ToolAxis.DISTANCE);
    }

    public boolean hasTilt() {
        return axes.contains(ToolAxis.TILT);
    }

    public boolean hasRotation() {
        return axes.contains(ToolAxis.ROTATION);
    }

    public boolean hasSlider() {
        return axes.contains(ToolAxis.SLIDER);
    }

    public boolean hasWheel() {
        return axes.contains(ToolAxis.WHEEL);
    }

    /** The tablet that it is near, or was near last. */
    public InputDevice tablet() {
        return tablet;
    }

    void setTablet(InputDevice next) {
        tablet = next;
    }

    boolean has(ToolAxis axis) {
        return axes.contains(axis);
    }
}
