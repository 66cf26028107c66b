package org.breakwater.compositor.backend.libinput;

import java.util.List;

/** Buttons, rings, strips and dials at tablets. */
final class PadEvents {
    private static final double TURN = 360;
    private static final int MOST_120 = 120 * 100;

    private final Libinput libinput;
    private final DeviceEvents events;

    PadEvents(Libinput libinput, DeviceEvents events) {
        this.libinput = libinput;
        this.events = events;
    }

    void handle(int type, long event, InputDevice pad) {
        long timeMicros = libinput.padTime(event);
        int group = libinput.padGroup(event);
        if (group < 0 || group >= pad.padGroups().size()) {
            return;
        }
        PadGroup in = pad.padGroups().get(group);
        switch (type) {
            case EventType.TABLET_PAD_BUTTON -> {
                mode(event, timeMicros, pad, group, in);
                button(event, timeMicros, pad);
            }
            case EventType.TABLET_PAD_RING -> {
                int ring = place(in.rings(), libinput.ring(event));
                if (ring >= 0) {
                    double degrees = libinput.ringPosition(event);
                    events.padRing(pad, timeMicros, group, ring, Sane.within(-1, degrees, TURN),
                            libinput.isRingFinger(event));
                }
            }
            case EventType.TABLET_PAD_STRIP -> {
                int strip = place(in.strips(), libinput.strip(event));
                if (strip >= 0) {
                    events.padStrip(pad, timeMicros, group, strip,
                            Sane.within(-1, libinput.stripPosition(event), 1), libinput.isStripFinger(event));
                }
            }
            case EventType.TABLET_PAD_DIAL -> {
                int dial = place(in.dials(), libinput.dial(event));
                if (dial >= 0) {
                    events.padDial(pad, timeMicros, group, dial, (int) Math.round(
                            Sane.within(-MOST_120, libinput.dialed120(event), MOST_120)));
                }
            }
            default -> {
                return;     // a key, which no protocol has a place for, or one of a later libinput
            }
        }
    }

    void release(InputDevice pad, long timeMicros) {
        while (pad.padButtons.size() > 0) {
            int button = pad.padButtons.last();
            pad.padButtons.remove(button);
            events.padButton(pad, timeMicros, button, false);
        }
    }

    private void button(long event, long timeMicros, InputDevice pad) {
        int button = libinput.padButton(event);
        boolean pressed = libinput.isPadButtonPressed(event);
        if (button >= 0 && button < pad.padButtonCount()
                && (pressed ? pad.padButtons.add(button) : pad.padButtons.remove(button))) {
            events.padButton(pad, timeMicros, button, pressed);
        }
    }

    /** A button of a group may have changed its mode. */
    private void mode(long event, long timeMicros, InputDevice pad, int group, PadGroup in) {
        int mode = libinput.padMode(event);
        if (in.modes() > 1 && mode >= 0 && mode < in.modes() && pad.padModes[group] != mode) {
            pad.padModes[group] = mode;
            events.padMode(pad, timeMicros, group, mode);
        }
    }

    /** Without boxing. */
    private static int place(List<Integer> numbers, int number) {
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) == number) {
                return i;
            }
        }
        return -1;
    }
}
