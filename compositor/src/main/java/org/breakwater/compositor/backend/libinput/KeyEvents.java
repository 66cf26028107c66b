package org.breakwater.compositor.backend.libinput;

import java.util.List;

/** Keys and buttons: a code that several devices hold is down once. */
final class KeyEvents {
    private final Libinput libinput;
    private final DeviceEvents events;
    private final List<InputDevice> devices;

    /** {@code devices}: all there are, a live list. */
    KeyEvents(Libinput libinput, DeviceEvents events, List<InputDevice> devices) {
        this.libinput = libinput;
        this.events = events;
        this.devices = devices;
    }

    void key(long event, InputDevice device) {
        key(device, libinput.keyboardTime(event), libinput.key(event), libinput.isKeyPressed(event));
    }

    void button(long event, InputDevice device) {
        button(device, libinput.pointerTime(event), libinput.button(event), libinput.isButtonPressed(event));
    }

    void release(InputDevice device, long timeMicros) {
        while (device.keys.size() > 0) {
            key(device, timeMicros, device.keys.last(), false);
        }
        while (device.buttons.size() > 0) {
            button(device, timeMicros, device.buttons.last(), false);
        }
    }

    private void key(InputDevice device, long timeMicros, int key, boolean pressed) {
        boolean changed = Sane.isCode(key) && (pressed ? device.keys.add(key) : device.keys.remove(key));
        for (int i = 0; changed && i < devices.size(); i++) {
            changed = devices.get(i) == device || !devices.get(i).keys.contains(key);
        }
        if (changed) {
            events.key(timeMicros, key, pressed);
        }
    }

    private void button(InputDevice device, long timeMicros, int button, boolean pressed) {
        boolean changed = Sane.isCode(button)
                && (pressed ? device.buttons.add(button) : device.buttons.remove(button));
        for (int i = 0; changed && i < devices.size(); i++) {
            changed = devices.get(i) == device || !devices.get(i).buttons.contains(button);
        }
        if (changed) {
            events.pointerButton(timeMicros, button, pressed);
        }
    }
}
