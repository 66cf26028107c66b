package org.breakwater.tests.devices;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.breakwater.compositor.backend.libinput.Libinput.Capability;
import org.breakwater.compositor.backend.libinput.Libinput.Setting;

/** A device that a test plugs in. */
final class FakeDevice {
    final String name;
    final String sysname;
    final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    final Set<Setting> offered = EnumSet.noneOf(Setting.class);
    final Map<Setting, Integer> settings = new EnumMap<>(Setting.class);
    String outputName;
    long group;
    int padButtons = 4;
    int padModes = 1;
    Double speed;
    float[] calibration;
    boolean calibrates;
    int leds = -1;
    /** What the kernel has down on it, whatever was told. */
    final BitSet down = new BitSet();
    /** What a call to set something returns. */
    int status;

    /** 0 while it is not there. */
    long handle;
    int fd = -1;
    int references;

    FakeDevice(String name, String sysname, Capability... capabilities) {
        this.name = name;
        this.sysname = sysname;
        this.group = sysname.hashCode();
        this.capabilities.addAll(Set.of(capabilities));
    }

    FakeDevice offers(Setting... settings) {
        offered.addAll(Set.of(settings));
        return this;
    }
}
