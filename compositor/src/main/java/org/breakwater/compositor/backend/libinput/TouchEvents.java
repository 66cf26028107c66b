package org.breakwater.compositor.backend.libinput;

import java.util.Arrays;
import java.util.List;

/** Fingers on touch screens, each with a number of its own on the whole seat. */
final class TouchEvents {
    /** Of one device; those of more fingers are passed over. */
    static final int SLOTS = 65;

    private final Libinput libinput;
    private final DeviceEvents events;
    private final List<InputDevice> devices;
    /** The seat's numbers that are in use, by bits. */
    private long taken;

    TouchEvents(Libinput libinput, DeviceEvents events, List<InputDevice> devices) {
        this.libinput = libinput;
        this.events = events;
        this.devices = devices;
    }

    void down(long event, InputDevice device) {
        int slot = slot(event);
        double fx = libinput.touchX(event);
        double fy = libinput.touchY(event);
        if (slot < 0 || device.fingers[slot] != 0 || taken == -1 || Double.isNaN(fx) || Double.isNaN(fy)) {
            return;
        }
        int finger = Long.numberOfTrailingZeros(~taken);
        taken |= 1L << finger;
        device.fingers[slot] = finger + 1;
        events.touchDown(device, libinput.touchTime(event), finger, Sane.fraction(fx), Sane.fraction(fy));
    }

    void moved(long event, InputDevice device) {
        int slot = slot(event);
        double fx = libinput.touchX(event);
        double fy = libinput.touchY(event);
        if (slot >= 0 && device.fingers[slot] != 0 && !Double.isNaN(fx) && !Double.isNaN(fy)) {
            events.touchMoved(device, libinput.touchTime(event), device.fingers[slot] - 1, Sane.fraction(fx),
                    Sane.fraction(fy));
        }
    }

    void up(long event, InputDevice device) {
        int slot = slot(event);
        if (slot >= 0 && device.fingers[slot] != 0) {
            int finger = device.fingers[slot] - 1;
            device.fingers[slot] = 0;
            taken &= ~(1L << finger);
            events.touchUp(libinput.touchTime(event), finger);
        }
    }

    /** There is no taking back a single finger: all go. */
    void cancelled(long event, InputDevice device) {
        int slot = slot(event);
        if (slot >= 0 && device.fingers[slot] != 0) {
            cancel();
        }
    }

    void release(InputDevice device) {
        for (int finger : device.fingers) {
            if (finger != 0) {
                cancel();
                return;
            }
        }
    }

    private void cancel() {
        taken = 0;
        for (int i = 0; i < devices.size(); i++) {
            Arrays.fill(devices.get(i).fingers, 0);
        }
        events.touchCancelled();
    }

    /** From 0, which a device that knows one finger only calls -1; below 0: not to be counted with. */
    private int slot(long event) {
        int slot = libinput.slot(event);
        return slot < -1 || slot >= SLOTS - 1 ? -1 : slot + 1;
    }
}
