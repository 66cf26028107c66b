package org.breakwater.tests.wlcs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.protocol.loop.Clock;

/**
 * The suite's pointers and touch screens, as they would be plugged in: the pointers move one cursor, a
 * button is down while it is on any of them, and each touch screen has one finger, of its own id. What
 * is held on a device ends with it.
 */
final class Devices {
    private final SeatInput input;
    private final Clock clock;
    private final Map<Integer, Device> devices = new HashMap<>();
    private int last;

    private interface Device {
        void release();
    }

    Devices(SeatInput input, Clock clock) {
        this.input = input;
        this.clock = clock;
    }

    int addPointer() {
        devices.put(++last, new Mouse());
        return last;
    }

    int addTouch() {
        devices.put(++last, new TouchScreen(last));
        return last;
    }

    Mouse mouse(int number) {
        return (Mouse) devices.get(number);
    }

    TouchScreen touchScreen(int number) {
        return (TouchScreen) devices.get(number);
    }

    void remove(int number) {
        Device device = devices.remove(number);
        if (device != null) {
            device.release();
        }
    }

    void removeAll() {
        Set.copyOf(devices.keySet()).forEach(this::remove);
        last = 0;
    }

    private int time() {
        return (int) (clock.nanos() / 1_000_000);
    }

    private boolean isDown(int button) {
        return devices.values().stream()
                .anyMatch(device -> device instanceof Mouse mouse && mouse.down.contains(button));
    }

    /** Coordinates of the layout. */
    final class Mouse implements Device {
        private final Set<Integer> down = new HashSet<>();

        void moveTo(double x, double y) {
            input.pointerMoved(time(), x, y);
        }

        void moveBy(double dx, double dy) {
            input.pointerMovedBy(clock.nanos() / 1_000, dx, dy, dx, dy);
        }

        void button(int button, boolean pressed) {
            boolean before = isDown(button);
            if (pressed) {
                down.add(button);
            } else {
                down.remove(button);
            }
            if (isDown(button) != before) {
                input.pointerButton(time(), button, pressed);
            }
        }

        @Override
        public void release() {
            for (int button : Set.copyOf(down)) {
                down.remove(button);
                if (!isDown(button)) {
                    input.pointerButton(time(), button, false);
                }
            }
        }
    }

    /** Coordinates of the layout. */
    final class TouchScreen implements Device {
        private final int finger;

        TouchScreen(int finger) {
            this.finger = finger;
        }

        void down(double x, double y) {
            input.touchDown(time(), finger, x, y);
        }

        void move(double x, double y) {
            input.touchMoved(time(), finger, x, y);
        }

        void up() {
            input.touchUp(time(), finger);
        }

        @Override
        public void release() {
            up();
        }
    }
}
