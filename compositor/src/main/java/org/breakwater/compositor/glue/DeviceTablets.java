package org.breakwater.compositor.glue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.compositor.backend.libinput.InputDevice;
import org.breakwater.compositor.backend.libinput.InputTool;
import org.breakwater.compositor.backend.libinput.PadGroup;
import org.breakwater.compositor.tablet.PadInfo;
import org.breakwater.compositor.tablet.Tablet;
import org.breakwater.compositor.tablet.TabletInfo;
import org.breakwater.compositor.tablet.TabletPad;
import org.breakwater.compositor.tablet.TabletTool;
import org.breakwater.compositor.tablet.ToolInfo;
import org.breakwater.config.InputType;
import org.breakwater.wayland.ZwpTabletToolV2.Capability;
import org.breakwater.wayland.ZwpTabletToolV2.Type;
import org.breakwater.wayland.ZwpTabletV2.Bustype;

/**
 * Drawing tablets, their tools and pads, from a backend's devices. A pad counts only at a tablet: it waits
 * until one is there that it is one thing with.
 */
final class DeviceTablets {
    private final TabletInput input;
    private final DevicePlaces places;
    private final Map<InputDevice, Tablet> tablets = new IdentityHashMap<>();
    private final Map<InputTool, TabletTool> tools = new IdentityHashMap<>();
    private final Map<InputDevice, TabletPad> pads = new IdentityHashMap<>();
    private final List<InputDevice> padDevices = new ArrayList<>();

    DeviceTablets(TabletInput input, DevicePlaces places) {
        this.input = input;
        this.places = places;
    }

    void added(InputDevice device) {
        if (device.types().contains(InputType.TABLET)) {
            tablets.put(device, input.addTablet(new TabletInfo(device.name(), device.vendor(),
                    device.product(), busOf(device.bus()), List.of(device.path()))));
        }
        if (device.types().contains(InputType.TABLET_PAD) && !device.padGroups().isEmpty()) {
            padDevices.add(device);
        }
        attachPads();
    }

    void removed(InputDevice device) {
        Tablet tablet = tablets.remove(device);
        if (tablet != null) {
            pads.values().removeIf(pad -> pad.tablet() == tablet);
            input.remove(tablet);
        }
        padDevices.remove(device);
        TabletPad pad = pads.remove(device);
        if (pad != null) {
            input.remove(pad);
        }
    }

    void toolAdded(InputTool tool) {
        tools.put(tool, input.addTool(new ToolInfo(typeOf(tool.type()), tool.serial(), tool.id(),
                capabilitiesOf(tool))));
    }

    void toolRemoved(InputTool tool) {
        TabletTool gone = tools.remove(tool);
        if (gone != null) {
            input.remove(gone);
        }
    }

    TabletTool of(InputTool tool) {
        return tools.get(tool);
    }

    void toolMoved(InputTool tool, int timeMs, double fx, double fy) {
        if (places.find(tool.tablet(), fx, fy)) {
            input.move(of(tool), tablets.get(tool.tablet()), timeMs, places.x(), places.y());
        }
    }

    void toolTip(InputTool tool, int timeMs, boolean down) {
        input.tip(of(tool), timeMs, down);
    }

    void toolButton(InputTool tool, int timeMs, int button, boolean pressed) {
        input.button(of(tool), timeMs, button, pressed);
    }

    void toolLeft(InputTool tool, int timeMs) {
        input.proximityOut(of(tool), timeMs);
    }

    void toolFrame(InputTool tool, int timeMs) {
        input.frame(of(tool), timeMs);
    }

    void padButton(InputDevice device, int timeMs, int button, boolean pressed) {
        TabletPad pad = pads.get(device);
        if (pad != null) {
            pad.button(timeMs, button, pressed);
        }
    }

    void padRing(InputDevice device, int timeMs, int group, int ring, double degrees, boolean byFinger) {
        TabletPad pad = pads.get(device);
        if (pad != null) {
            pad.ring(timeMs, group, ring, degrees, byFinger);
        }
    }

    void padStrip(InputDevice device, int timeMs, int group, int strip, double place, boolean byFinger) {
        TabletPad pad = pads.get(device);
        if (pad != null) {
            pad.strip(timeMs, group, strip, place, byFinger);
        }
    }

    void padDial(InputDevice device, int timeMs, int group, int dial, int value120) {
        TabletPad pad = pads.get(device);
        if (pad != null) {
            pad.dial(timeMs, group, dial, value120);
        }
    }

    void padMode(InputDevice device, int timeMs, int group, int mode) {
        TabletPad pad = pads.get(device);
        if (pad != null) {
            pad.mode(timeMs, group, mode);
        }
    }

    private void attachPads() {
        for (InputDevice device : padDevices) {
            for (Map.Entry<InputDevice, Tablet> tablet : tablets.entrySet()) {
                if (!pads.containsKey(device) && device.isOneWith(tablet.getKey())) {
                    pads.put(device, input.addPad(infoOf(device), tablet.getValue()));
                }
            }
        }
    }

    private static PadInfo infoOf(InputDevice device) {
        List<PadInfo.Group> groups = new ArrayList<>();
        for (PadGroup group : device.padGroups()) {
            groups.add(new PadInfo.Group(group.buttons(), group.rings().size(), group.strips().size(),
                    group.dials().size(), group.modes()));
        }
        return new PadInfo(List.of(device.path()), device.padButtonCount(), groups);
    }

    private static Type typeOf(int number) {
        return switch (number) {
            case 2 -> Type.ERASER;
            case 3 -> Type.BRUSH;
            case 4 -> Type.PENCIL;
            case 5 -> Type.AIRBRUSH;
            case 6 -> Type.MOUSE;
            case 7 -> Type.LENS;
            default -> Type.PEN;
        };
    }

    private static Set<Capability> capabilitiesOf(InputTool tool) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        add(capabilities, tool.hasPressure(), Capability.PRESSURE);
        add(capabilities, tool.hasDistance(), Capability.DISTANCE);
        add(capabilities, tool.hasTilt(), Capability.TILT);
        add(capabilities, tool.hasRotation(), Capability.ROTATION);
        add(capabilities, tool.hasSlider(), Capability.SLIDER);
        add(capabilities, tool.hasWheel(), Capability.WHEEL);
        return capabilities;
    }

    private static void add(Set<Capability> capabilities, boolean has, Capability capability) {
        if (has) {
            capabilities.add(capability);
        }
    }

    /** By the numbers of linux/input.h; null for one that the protocol has no name for. */
    private static Bustype busOf(int bus) {
        for (Bustype each : Bustype.values()) {
            if (each.value() == bus) {
                return each;
            }
        }
        return null;
    }
}
