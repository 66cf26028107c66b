package org.breakwater.compositor.glue;

import org.breakwater.compositor.backend.libinput.InputDevice;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputLayout;
import org.breakwater.config.InputConfig;
import org.breakwater.config.InputType;
import org.breakwater.render.geometry.Rect;

/**
 * Where in the layout the places of a device are: on the output that the configuration or the device names,
 * while there is such a one; else a touch screen is the built-in panel, and everything else the first output.
 * {@link #find} is to be asked first; the result is good until the next. Allocates nothing.
 */
final class DevicePlaces {
    private final OutputLayout layout;
    private double x;
    private double y;

    DevicePlaces(OutputLayout layout) {
        this.layout = layout;
    }

    /** False where there is no output. */
    boolean find(InputDevice device, double fx, double fy) {
        String wanted = device.output();
        if (InputConfig.ALL_OUTPUTS.equals(wanted)) {
            Rect bounds = layout.bounds();
            x = bounds.x() + fx * bounds.width();
            y = bounds.y() + fy * bounds.height();
            return bounds.width() > 0;
        }
        Output output = outputOf(device, wanted);
        if (output == null) {
            return false;
        }
        x = OutputPlace.layoutX(output, fx, fy);
        y = OutputPlace.layoutY(output, fx, fy);
        return true;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    private Output outputOf(InputDevice device, String wanted) {
        for (int i = 0; wanted != null && i < layout.outputs().size(); i++) {
            if (layout.outputs().get(i).name().equals(wanted)) {
                return layout.outputs().get(i);
            }
        }
        if (device.types().contains(InputType.TOUCH)) {
            for (int i = 0; i < layout.outputs().size(); i++) {
                if (Panels.isBuiltIn(layout.outputs().get(i).name())) {
                    return layout.outputs().get(i);
                }
            }
        }
        return layout.outputs().isEmpty() ? null : layout.outputs().get(0);
    }
}
