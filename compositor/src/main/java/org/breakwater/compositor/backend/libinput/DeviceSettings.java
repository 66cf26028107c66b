package org.breakwater.compositor.backend.libinput;

import org.breakwater.compositor.backend.libinput.Libinput.Setting;
import org.breakwater.config.InputConfig;
import org.breakwater.config.MouseButton;
import org.breakwater.config.PointerConfig;
import org.breakwater.config.ScrollConfig;
import org.breakwater.config.TouchpadConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a device for what the configuration says. What it was asked for before and is not any more is set back
 * to what the device would have by itself; what it does not have is passed over.
 */
final class DeviceSettings {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSettings.class);

    private final Libinput libinput;

    DeviceSettings(Libinput libinput) {
        this.libinput = libinput;
    }

    void apply(InputDevice device, InputConfig now) {
        InputConfig before = device.asked;
        device.asked = now;
        set(device, Setting.EVENTS, ordinal(now.events()), ordinal(before.events()));
        set(device, Setting.LEFT_HANDED, flag(now.leftHanded()), flag(before.leftHanded()));
        set(device, Setting.ROTATION, now.rotation(), before.rotation());
        calibrate(device, now, before);
        pointer(device, now.pointer(), before.pointer());
        scroll(device, now.scroll(), before.scroll());
        touchpad(device, now.touchpad(), before.touchpad());
    }

    private void pointer(InputDevice device, PointerConfig now, PointerConfig before) {
        set(device, Setting.ACCEL_PROFILE, profile(now.profile()), profile(before.profile()));
        set(device, Setting.MIDDLE_EMULATION, flag(now.middleEmulation()), flag(before.middleEmulation()));
        Double speed = now.speed();
        boolean wanted = speed != null ? !speed.equals(before.speed()) : before.speed() != null;
        if (wanted && libinput.offers(device.handle, Setting.ACCEL_PROFILE)) {
            double value = speed != null ? speed : libinput.standardSpeed(device.handle);
            tell(device, "a speed of " + value, libinput.setSpeed(device.handle, value));
        }
    }

    private void scroll(InputDevice device, ScrollConfig now, ScrollConfig before) {
        set(device, Setting.NATURAL_SCROLL, flag(now.natural()), flag(before.natural()));
        set(device, Setting.SCROLL_METHOD, method(now.method()), method(before.method()));
        set(device, Setting.SCROLL_BUTTON, code(now.button()), code(before.button()));
        set(device, Setting.SCROLL_BUTTON_LOCK, flag(now.buttonLock()), flag(before.buttonLock()));
        device.scrollFactor = now.factor() == null ? 1 : now.factor();
        device.naturalScroll = libinput.offers(device.handle, Setting.NATURAL_SCROLL)
                && (now.natural() != null ? now.natural()
                        : libinput.standard(device.handle, Setting.NATURAL_SCROLL) != 0);
    }

    private void touchpad(InputDevice device, TouchpadConfig now, TouchpadConfig before) {
        set(device, Setting.TAP, flag(now.tap()), flag(before.tap()));
        set(device, Setting.TAP_DRAG, flag(now.tapDrag()), flag(before.tapDrag()));
        set(device, Setting.TAP_DRAG_LOCK, flag(now.tapDragLock()), flag(before.tapDragLock()));
        set(device, Setting.TAP_BUTTON_MAP, ordinal(now.tapButtonMap()), ordinal(before.tapButtonMap()));
        set(device, Setting.CLICK_METHOD, ordinal(now.clickMethod()), ordinal(before.clickMethod()));
        set(device, Setting.DISABLE_WHILE_TYPING, flag(now.disableWhileTyping()),
                flag(before.disableWhileTyping()));
        set(device, Setting.DISABLE_WHILE_TRACKPOINTING, flag(now.disableWhileTrackpointing()),
                flag(before.disableWhileTrackpointing()));
    }

    private void set(InputDevice device, Setting setting, Integer now, Integer before) {
        boolean wanted = now != null ? !now.equals(before) : before != null;
        if (wanted && libinput.offers(device.handle, setting)) {
            int value = now != null ? now : libinput.standard(device.handle, setting);
            tell(device, setting.name().toLowerCase().replace('_', ' ') + " " + value,
                    libinput.set(device.handle, setting, value));
        }
    }

    private void calibrate(InputDevice device, InputConfig now, InputConfig before) {
        if (now.calibration().equals(before.calibration()) || !libinput.offersCalibration(device.handle)) {
            return;
        }
        float[] matrix = libinput.standardCalibration(device.handle);
        for (int i = 0; i < now.calibration().size(); i++) {
            matrix[i] = now.calibration().get(i).floatValue();
        }
        tell(device, "that calibration", libinput.setCalibration(device.handle, matrix));
    }

    private static void tell(InputDevice device, String what, int status) {
        if (status != Libinput.SUCCESS) {
            LOG.warn("{} does not take {}", device, what);
        }
    }

    private static Integer flag(Boolean value) {
        return value == null ? null : value ? 1 : 0;
    }

    /** Where our values are in the order of libinput's. */
    private static Integer ordinal(Enum<?> value) {
        return value == null ? null : value.ordinal();
    }

    private static Integer profile(PointerConfig.Profile profile) {
        return profile == null ? null : switch (profile) {
            case FLAT -> 1;
            case ADAPTIVE -> 2;
        };
    }

    private static Integer method(ScrollConfig.Method method) {
        return method == null ? null : switch (method) {
            case NONE -> 0;
            case TWO_FINGER -> 1;
            case EDGE -> 1 << 1;
            case BUTTON -> 1 << 2;
        };
    }

    private static Integer code(MouseButton button) {
        return button == null ? null : button.code();
    }
}
