package org.breakwater.compositor.backend.libinput;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.breakwater.compositor.backend.libinput.Libinput.Capability;
import org.breakwater.config.InputConfig;
import org.breakwater.config.InputType;

/**
 * A device that is plugged in and open, with what its user holds down on it. Good until it is removed, and
 * safe to ask for what it is after that. Loop thread.
 */
public final class InputDevice {
    final long handle;
    final CodeSet keys = new CodeSet();
    final CodeSet buttons = new CodeSet();
    final CodeSet padButtons = new CodeSet();
    /** The seat's number of the finger in each slot, plus one; 0: none. */
    final int[] fingers = new int[TouchEvents.SLOTS];
    /** The mode of each group of a pad. */
    final int[] padModes;
    InputConfig asked = InputConfig.nothing();
    boolean naturalScroll;
    double scrollFactor = 1;

    private final String name;
    private final String sysname;
    private final int vendor;
    private final int product;
    private final int bus;
    private final String outputName;
    private final long group;
    private final Set<InputType> types;
    private final List<PadGroup> padGroups;
    private final int padButtonCount;

    /** {@code libinput}: to ask what it is. */
    InputDevice(Libinput libinput, long handle) {
        this.handle = handle;
        name = libinput.name(handle);
        sysname = libinput.sysname(handle);
        vendor = libinput.vendor(handle);
        product = libinput.product(handle);
        bus = libinput.bus(handle);
        outputName = libinput.outputName(handle);
        group = libinput.group(handle);
        types = typesOf(libinput, handle);
        boolean pad = types.contains(InputType.TABLET_PAD);
        padGroups = pad ? PadGroup.of(libinput, handle) : List.of();
        padModes = new int[padGroups.size()];
        padButtonCount = pad ? libinput.padButtons(handle) : 0;
    }

    /** As the kernel calls it. */
    public String name() {
        return name;
    }

    /** Its node. */
    public String path() {
        return "/dev/input/" + sysname;
    }

    public int vendor() {
        return vendor;
    }

    public int product() {
        return product;
    }

    /** A BUS constant of linux/input.h; -1 where it is not known. */
    public int bus() {
        return bus;
    }

    public Set<InputType> types() {
        return types;
    }

    /** The output that its places are on, by the configuration or the device's word; or null. */
    public String output() {
        return asked.output() == null ? outputName : asked.output();
    }

    /** Whether both are parts of one thing to hold in hands: a tablet and its pad. */
    public boolean isOneWith(InputDevice other) {
        return group == other.group;
    }

    /** What changes its mode together, if it is a pad. */
    public List<PadGroup> padGroups() {
        return padGroups;
    }

    public int padButtonCount() {
        return padButtonCount;
    }

    @Override
    public String toString() {
        return name + " (" + sysname + ")";
    }

    private static Set<InputType> typesOf(Libinput libinput, long handle) {
        Set<InputType> types = EnumSet.noneOf(InputType.class);
        if (libinput.has(handle, Capability.KEYBOARD)) {
            types.add(InputType.KEYBOARD);
        }
        if (libinput.has(handle, Capability.POINTER)) {
            types.add(InputType.POINTER);
            if (libinput.has(handle, Capability.GESTURE) || libinput.offers(handle, Libinput.Setting.TAP)) {
                types.add(InputType.TOUCHPAD);
            }
        }
        if (libinput.has(handle, Capability.TOUCH)) {
            types.add(InputType.TOUCH);
        }
        if (libinput.has(handle, Capability.TABLET_TOOL)) {
            types.add(InputType.TABLET);
        }
        if (libinput.has(handle, Capability.TABLET_PAD)) {
            types.add(InputType.TABLET_PAD);
        }
        if (libinput.has(handle, Capability.SWITCH)) {
            types.add(InputType.SWITCH);
        }
        return types;
    }
}
