package org.breakwater.compositor.backend.libinput;

import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;

/**
 * Reads events of libinput.so.10. Those of each kind begin with what all have, so that one address serves for
 * both and the library's own casts, which check what is known here, are not called.
 */
abstract class NativeEventValues implements EventValues {
    static final NativeLibrary LIBRARY = NativeLibrary.load("libinput.so.10");

    private static final int SOURCE_FINGER = 2;

    private static final NativeFunction KEYBOARD_TIME = function("event_keyboard_get_time_usec");
    private static final NativeFunction KEY = function("event_keyboard_get_key");
    private static final NativeFunction IS_KEY_PRESSED = function("event_keyboard_get_key_state");
    private static final NativeFunction POINTER_TIME = function("event_pointer_get_time_usec");
    private static final NativeFunction DX = function("event_pointer_get_dx");
    private static final NativeFunction DY = function("event_pointer_get_dy");
    private static final NativeFunction RAW_DX = function("event_pointer_get_dx_unaccelerated");
    private static final NativeFunction RAW_DY = function("event_pointer_get_dy_unaccelerated");
    private static final NativeFunction POINTER_X =
            function("event_pointer_get_absolute_x_transformed");
    private static final NativeFunction POINTER_Y =
            function("event_pointer_get_absolute_y_transformed");
    private static final NativeFunction BUTTON = function("event_pointer_get_button");
    private static final NativeFunction IS_BUTTON_PRESSED =
            function("event_pointer_get_button_state");
    private static final NativeFunction SCROLLS = function("event_pointer_has_axis");
    private static final NativeFunction SCROLLED = function("event_pointer_get_scroll_value");
    private static final NativeFunction SCROLLED120 =
            function("event_pointer_get_scroll_value_v120");
    private static final NativeFunction TOUCH_TIME = function("event_touch_get_time_usec");
    private static final NativeFunction SLOT = function("event_touch_get_slot");
    private static final NativeFunction TOUCH_X = function("event_touch_get_x_transformed");
    private static final NativeFunction TOUCH_Y = function("event_touch_get_y_transformed");
    private static final NativeFunction GESTURE_TIME = function("event_gesture_get_time_usec");
    private static final NativeFunction FINGERS = function("event_gesture_get_finger_count");
    private static final NativeFunction IS_CANCELLED = function("event_gesture_get_cancelled");
    private static final NativeFunction GESTURE_DX = function("event_gesture_get_dx");
    private static final NativeFunction GESTURE_DY = function("event_gesture_get_dy");
    private static final NativeFunction SCALE = function("event_gesture_get_scale");
    private static final NativeFunction ANGLE = function("event_gesture_get_angle_delta");
    private static final NativeFunction TOOL_TIME = function("event_tablet_tool_get_time_usec");
    private static final NativeFunction TOOL = function("event_tablet_tool_get_tool");
    private static final NativeFunction TOOL_TYPE = function("tablet_tool_get_type");
    private static final NativeFunction TOOL_ID = function("tablet_tool_get_tool_id");
    private static final NativeFunction TOOL_SERIAL = function("tablet_tool_get_serial");
    private static final NativeFunction TOOL_X = function("event_tablet_tool_get_x_transformed");
    private static final NativeFunction TOOL_Y = function("event_tablet_tool_get_y_transformed");
    private static final NativeFunction PRESSURE = function("event_tablet_tool_get_pressure");
    private static final NativeFunction DISTANCE = function("event_tablet_tool_get_distance");
    private static final NativeFunction TILT_X = function("event_tablet_tool_get_tilt_x");
    private static final NativeFunction TILT_Y = function("event_tablet_tool_get_tilt_y");
    private static final NativeFunction ROTATION = function("event_tablet_tool_get_rotation");
    private static final NativeFunction SLIDER = function("event_tablet_tool_get_slider_position");
    private static final NativeFunction WHEEL_DEGREES =
            function("event_tablet_tool_get_wheel_delta");
    private static final NativeFunction WHEEL_CLICKS =
            function("event_tablet_tool_get_wheel_delta_discrete");
    private static final NativeFunction IS_NEAR = function("event_tablet_tool_get_proximity_state");
    private static final NativeFunction IS_TIP_DOWN = function("event_tablet_tool_get_tip_state");
    private static final NativeFunction TOOL_BUTTON = function("event_tablet_tool_get_button");
    private static final NativeFunction IS_TOOL_BUTTON_PRESSED =
            function("event_tablet_tool_get_button_state");
    private static final NativeFunction PAD_BUTTONS = function("device_tablet_pad_get_num_buttons");
    private static final NativeFunction PAD_GROUPS =
            function("device_tablet_pad_get_num_mode_groups");
    private static final NativeFunction PAD_TIME = function("event_tablet_pad_get_time_usec");
    private static final NativeFunction PAD_BUTTON = function("event_tablet_pad_get_button_number");
    private static final NativeFunction IS_PAD_BUTTON_PRESSED =
            function("event_tablet_pad_get_button_state");
    private static final NativeFunction PAD_MODE = function("event_tablet_pad_get_mode");
    private static final NativeFunction RING = function("event_tablet_pad_get_ring_number");
    private static final NativeFunction RING_POSITION =
            function("event_tablet_pad_get_ring_position");
    private static final NativeFunction IS_RING_FINGER =
            function("event_tablet_pad_get_ring_source");
    private static final NativeFunction STRIP = function("event_tablet_pad_get_strip_number");
    private static final NativeFunction STRIP_POSITION =
            function("event_tablet_pad_get_strip_position");
    private static final NativeFunction IS_STRIP_FINGER =
            function("event_tablet_pad_get_strip_source");
    private static final NativeFunction SWITCH_TIME = function("event_switch_get_time_usec");
    private static final NativeFunction SWITCH_NUMBER = function("event_switch_get_switch");
    private static final NativeFunction IS_SWITCH_ON = function("event_switch_get_switch_state");
    private static final NativeFunction TOOL_REF = function("tablet_tool_ref");
    private static final NativeFunction TOOL_UNREF = function("tablet_tool_unref");
    private static final NativeFunction[] TOOL_HAS = perAxis("tablet_tool_has_%s", "pressure", "distance", "tilt",
            "rotation", "slider", "wheel");
    private static final NativeFunction[] TOOL_CHANGED = perAxis("event_tablet_tool_%s_has_changed", "pressure",
            "distance", "tilt_x", "rotation", "slider", "wheel");
    private static final NativeFunction TILT_Y_CHANGED = function("event_tablet_tool_tilt_y_has_changed");
    private static final NativeFunction PAD_GROUP_OF = function("device_tablet_pad_get_mode_group");
    private static final NativeFunction PAD_GROUP_MODES = function("tablet_pad_mode_group_get_num_modes");
    private static final NativeFunction PAD_GROUP_INDEX = function("tablet_pad_mode_group_get_index");
    private static final NativeFunction PAD_GROUP_HAS_BUTTON = function("tablet_pad_mode_group_has_button");
    private static final NativeFunction PAD_GROUP_HAS_RING = function("tablet_pad_mode_group_has_ring");
    private static final NativeFunction PAD_GROUP_HAS_STRIP = function("tablet_pad_mode_group_has_strip");
    private static final NativeFunction PAD_EVENT_GROUP = function("event_tablet_pad_get_mode_group");
    /** These three since 1.26; null before that. */
    private static final NativeFunction PAD_GROUP_HAS_DIAL = optional("tablet_pad_mode_group_has_dial");
    private static final NativeFunction DIAL = optional("event_tablet_pad_get_dial_number");
    private static final NativeFunction DIALED = optional("event_tablet_pad_get_dial_delta_v120");

    static NativeFunction function(String name) {
        return LIBRARY.function("libinput_" + name);
    }

    /** Null where this libinput is too old to have it. */
    static NativeFunction optional(String name) {
        try {
            return function(name);
        } catch (UnsatisfiedLinkError missing) {
            return null;
        }
    }

    private static NativeFunction[] perAxis(String pattern, String... axes) {
        NativeFunction[] functions = new NativeFunction[axes.length];
        for (int i = 0; i < axes.length; i++) {
            functions[i] = function(String.format(pattern, axes[i]));
        }
        return functions;
    }

    @Override
    public long keyboardTime(long event) {
        return KEYBOARD_TIME.call(event);
    }

    @Override
    public int key(long event) {
        return (int) KEY.call(event);
    }

    @Override
    public boolean isKeyPressed(long event) {
        return (int) IS_KEY_PRESSED.call(event) != 0;
    }

    @Override
    public long pointerTime(long event) {
        return POINTER_TIME.call(event);
    }

    @Override
    public double dx(long event) {
        return DX.callForDouble(event);
    }

    @Override
    public double dy(long event) {
        return DY.callForDouble(event);
    }

    @Override
    public double rawDx(long event) {
        return RAW_DX.callForDouble(event);
    }

    @Override
    public double rawDy(long event) {
        return RAW_DY.callForDouble(event);
    }

    @Override
    public double pointerX(long event) {
        return POINTER_X.callForDouble(event, 1);
    }

    @Override
    public double pointerY(long event) {
        return POINTER_Y.callForDouble(event, 1);
    }

    @Override
    public int button(long event) {
        return (int) BUTTON.call(event);
    }

    @Override
    public boolean isButtonPressed(long event) {
        return (int) IS_BUTTON_PRESSED.call(event) != 0;
    }

    @Override
    public boolean scrolls(long event, int axis) {
        return (int) SCROLLS.call(event, axis) != 0;
    }

    @Override
    public double scrolled(long event, int axis) {
        return SCROLLED.callForDouble(event, axis);
    }

    @Override
    public double scrolled120(long event, int axis) {
        return SCROLLED120.callForDouble(event, axis);
    }

    @Override
    public long touchTime(long event) {
        return TOUCH_TIME.call(event);
    }

    @Override
    public int slot(long event) {
        return (int) SLOT.call(event);
    }

    @Override
    public double touchX(long event) {
        return TOUCH_X.callForDouble(event, 1);
    }

    @Override
    public double touchY(long event) {
        return TOUCH_Y.callForDouble(event, 1);
    }

    @Override
    public long gestureTime(long event) {
        return GESTURE_TIME.call(event);
    }

    @Override
    public int fingers(long event) {
        return (int) FINGERS.call(event);
    }

    @Override
    public boolean isCancelled(long event) {
        return (int) IS_CANCELLED.call(event) != 0;
    }

    @Override
    public double gestureDx(long event) {
        return GESTURE_DX.callForDouble(event);
    }

    @Override
    public double gestureDy(long event) {
        return GESTURE_DY.callForDouble(event);
    }

    @Override
    public double scale(long event) {
        return SCALE.callForDouble(event);
    }

    @Override
    public double angle(long event) {
        return ANGLE.callForDouble(event);
    }

    @Override
    public long toolTime(long event) {
        return TOOL_TIME.call(event);
    }

    @Override
    public long tool(long event) {
        return TOOL.call(event);
    }

    @Override
    public int toolType(long tool) {
        return (int) TOOL_TYPE.call(tool);
    }

    @Override
    public long toolId(long tool) {
        return TOOL_ID.call(tool);
    }

    @Override
    public long toolSerial(long tool) {
        return TOOL_SERIAL.call(tool);
    }

    @Override
    public double toolX(long event) {
        return TOOL_X.callForDouble(event, 1);
    }

    @Override
    public double toolY(long event) {
        return TOOL_Y.callForDouble(event, 1);
    }

    @Override
    public double pressure(long event) {
        return PRESSURE.callForDouble(event);
    }

    @Override
    public double distance(long event) {
        return DISTANCE.callForDouble(event);
    }

    @Override
    public double tiltX(long event) {
        return TILT_X.callForDouble(event);
    }

    @Override
    public double tiltY(long event) {
        return TILT_Y.callForDouble(event);
    }

    @Override
    public double rotation(long event) {
        return ROTATION.callForDouble(event);
    }

    @Override
    public double slider(long event) {
        return SLIDER.callForDouble(event);
    }

    @Override
    public double wheelDegrees(long event) {
        return WHEEL_DEGREES.callForDouble(event);
    }

    @Override
    public int wheelClicks(long event) {
        return (int) WHEEL_CLICKS.call(event);
    }

    @Override
    public boolean isNear(long event) {
        return (int) IS_NEAR.call(event) != 0;
    }

    @Override
    public boolean isTipDown(long event) {
        return (int) IS_TIP_DOWN.call(event) != 0;
    }

    @Override
    public int toolButton(long event) {
        return (int) TOOL_BUTTON.call(event);
    }

    @Override
    public boolean isToolButtonPressed(long event) {
        return (int) IS_TOOL_BUTTON_PRESSED.call(event) != 0;
    }

    @Override
    public int padButtons(long device) {
        return (int) PAD_BUTTONS.call(device);
    }

    @Override
    public int padGroups(long device) {
        return (int) PAD_GROUPS.call(device);
    }

    @Override
    public long padTime(long event) {
        return PAD_TIME.call(event);
    }

    @Override
    public int padButton(long event) {
        return (int) PAD_BUTTON.call(event);
    }

    @Override
    public boolean isPadButtonPressed(long event) {
        return (int) IS_PAD_BUTTON_PRESSED.call(event) != 0;
    }

    @Override
    public int padMode(long event) {
        return (int) PAD_MODE.call(event);
    }

    @Override
    public int ring(long event) {
        return (int) RING.call(event);
    }

    @Override
    public double ringPosition(long event) {
        return RING_POSITION.callForDouble(event);
    }

    @Override
    public boolean isRingFinger(long event) {
        return (int) IS_RING_FINGER.call(event) == SOURCE_FINGER;
    }

    @Override
    public int strip(long event) {
        return (int) STRIP.call(event);
    }

    @Override
    public double stripPosition(long event) {
        return STRIP_POSITION.callForDouble(event);
    }

    @Override
    public boolean isStripFinger(long event) {
        return (int) IS_STRIP_FINGER.call(event) == SOURCE_FINGER;
    }

    @Override
    public long switchTime(long event) {
        return SWITCH_TIME.call(event);
    }

    @Override
    public int switchNumber(long event) {
        return (int) SWITCH_NUMBER.call(event);
    }

    @Override
    public boolean isSwitchOn(long event) {
        return (int) IS_SWITCH_ON.call(event) != 0;
    }

    @Override
    public void refTool(long tool) {
        TOOL_REF.call(tool);
    }

    @Override
    public void unrefTool(long tool) {
        TOOL_UNREF.call(tool);
    }

    @Override
    public boolean toolHas(long tool, ToolAxis axis) {
        return (int) TOOL_HAS[axis.ordinal()].call(tool) != 0;
    }

    @Override
    public boolean hasChanged(long event, ToolAxis axis) {
        return (int) TOOL_CHANGED[axis.ordinal()].call(event) != 0
                || axis == ToolAxis.TILT && (int) TILT_Y_CHANGED.call(event) != 0;
    }

    @Override
    public int padModes(long device, int group) {
        return (int) PAD_GROUP_MODES.call(PAD_GROUP_OF.call(device, group));
    }

    @Override
    public boolean padGroupHasButton(long device, int group, int button) {
        return (int) PAD_GROUP_HAS_BUTTON.call(PAD_GROUP_OF.call(device, group), button) != 0;
    }

    @Override
    public boolean padGroupHasRing(long device, int group, int ring) {
        return (int) PAD_GROUP_HAS_RING.call(PAD_GROUP_OF.call(device, group), ring) != 0;
    }

    @Override
    public boolean padGroupHasStrip(long device, int group, int strip) {
        return (int) PAD_GROUP_HAS_STRIP.call(PAD_GROUP_OF.call(device, group), strip) != 0;
    }

    @Override
    public boolean padGroupHasDial(long device, int group, int dial) {
        return PAD_GROUP_HAS_DIAL != null
                && (int) PAD_GROUP_HAS_DIAL.call(PAD_GROUP_OF.call(device, group), dial) != 0;
    }

    @Override
    public int padGroup(long event) {
        return (int) PAD_GROUP_INDEX.call(PAD_EVENT_GROUP.call(event));
    }

    @Override
    public int dial(long event) {
        return DIAL == null ? 0 : (int) DIAL.call(event);
    }

    @Override
    public double dialed120(long event) {
        return DIALED == null ? 0 : DIALED.callForDouble(event);
    }
}
