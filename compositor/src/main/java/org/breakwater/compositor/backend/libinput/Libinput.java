package org.breakwater.compositor.backend.libinput;

import java.io.IOException;

/**
 * The calls of libinput that this package makes, for one context. Handles of events, devices and tools are
 * addresses, 0 for none; an event's are good until {@link #destroy}, a device's and a tool's while they are
 * referenced. Nothing is thrown. Loop thread.
 */
public interface Libinput extends EventValues, AutoCloseable {
    int LED_NUM = 1;
    int LED_CAPS = 1 << 1;
    int LED_SCROLL = 1 << 2;
    int SUCCESS = 0;

    /** How libinput gets at device nodes. */
    interface Nodes {
        /** A descriptor, or an errno below 0. */
        int open(String path);

        void close(int fd);
    }

    /** What a device can be, by libinput's numbers. */
    enum Capability {
        KEYBOARD, POINTER, TOUCH, TABLET_TOOL, TABLET_PAD, GESTURE, SWITCH
    }

    /** What a device can be asked for as an integer; libinput's values, 0 and 1 for flags. */
    enum Setting {
        EVENTS, LEFT_HANDED, ROTATION, ACCEL_PROFILE, MIDDLE_EMULATION, NATURAL_SCROLL, SCROLL_METHOD, SCROLL_BUTTON,
        SCROLL_BUTTON_LOCK, TAP, TAP_DRAG, TAP_DRAG_LOCK, TAP_BUTTON_MAP, CLICK_METHOD, DISABLE_WHILE_TYPING,
        DISABLE_WHILE_TRACKPOINTING
    }

    /**
     * The library's, for a seat by its name with udev; it has no devices yet.
     *
     * @throws IOException with a message for the user: a library is missing
     */
    static Libinput of(String seat, Nodes nodes) throws IOException {
        return NativeLibinput.create(seat, nodes);
    }

    /** Becomes readable when there is something to {@link #dispatch}. */
    int fd();

    /**
     * What the kernel says of a device node, which libinput does not tell: a bit for each key that is down. False: it
     * does not say. Events that wait to be read from the node are lost.
     */
    boolean keysDown(int fd, byte[] bits);

    /** Takes note of what devices did; an errno below 0 when that failed. */
    int dispatch();

    /** Opens the seat's devices, all that are plugged in and each that will be; false: it did not work. */
    boolean resume();

    /** Closes all devices; what they held is released, and they are removed, by events. */
    void suspend();

    /** The next event, to be destroyed; or 0. */
    long nextEvent();

    void destroy(long event);

    int type(long event);

    long device(long event);

    void refDevice(long device);

    void unrefDevice(long device);

    String name(long device);

    /** The kernel's: "event5". */
    String sysname(long device);

    int vendor(long device);

    int product(long device);

    /** As in linux/input.h; -1 where libinput does not tell. */
    int bus(long device);

    /** The output that it is built into or was given to, or null. */
    String outputName(long device);

    /** The same for all devices that are one thing to hold in hands. */
    long group(long device);

    boolean has(long device, Capability capability);

    /** {@code mask}: of the LED constants. */
    void setLeds(long device, int mask);

    boolean offers(long device, Setting setting);

    int standard(long device, Setting setting);

    /** {@link #SUCCESS}, or else it is as before. */
    int set(long device, Setting setting, int value);

    /** From -1 to 1; to be asked only of a device that offers {@link Setting#ACCEL_PROFILE}. */
    double standardSpeed(long device);

    int setSpeed(long device, double speed);

    boolean offersCalibration(long device);

    /** Six numbers. */
    float[] standardCalibration(long device);

    int setCalibration(long device, float[] matrix);

    @Override
    void close();
}
