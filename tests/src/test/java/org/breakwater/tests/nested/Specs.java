package org.breakwater.tests.nested;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.breakwater.protocol.wire.InterfaceSpec;
import org.breakwater.wayland.WlBuffer;
import org.breakwater.wayland.WlCallback;
import org.breakwater.wayland.WlCompositor;
import org.breakwater.wayland.WlDisplay;
import org.breakwater.wayland.WlKeyboard;
import org.breakwater.wayland.WlOutput;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.WlRegion;
import org.breakwater.wayland.WlRegistry;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.WlShmPool;
import org.breakwater.wayland.WlSurface;
import org.breakwater.wayland.WlTouch;
import org.breakwater.wayland.WpPresentation;
import org.breakwater.wayland.WpPresentationFeedback;
import org.breakwater.wayland.XdgSurface;
import org.breakwater.wayland.XdgToplevel;
import org.breakwater.wayland.XdgWmBase;
import org.breakwater.wayland.ZwpConfinedPointerV1;
import org.breakwater.wayland.ZwpLinuxBufferParamsV1;
import org.breakwater.wayland.ZwpLinuxDmabufFeedbackV1;
import org.breakwater.wayland.ZwpLinuxDmabufV1;
import org.breakwater.wayland.ZwpLockedPointerV1;
import org.breakwater.wayland.ZwpPointerConstraintsV1;
import org.breakwater.wayland.ZwpRelativePointerManagerV1;
import org.breakwater.wayland.ZwpRelativePointerV1;

/** The interfaces that the nested backend uses, by name. */
final class Specs {
    private static final Map<String, InterfaceSpec> ALL = Stream.of(WlDisplay.SPEC, WlRegistry.SPEC,
            WlCallback.SPEC, WlCompositor.SPEC, WlSurface.SPEC, WlShm.SPEC, WlShmPool.SPEC, WlBuffer.SPEC,
            WlSeat.SPEC, WlPointer.SPEC, WlKeyboard.SPEC, WlTouch.SPEC, WlOutput.SPEC, XdgWmBase.SPEC,
            XdgSurface.SPEC, XdgToplevel.SPEC, ZwpPointerConstraintsV1.SPEC, ZwpLockedPointerV1.SPEC,
            ZwpConfinedPointerV1.SPEC, WlRegion.SPEC,
            ZwpRelativePointerManagerV1.SPEC, ZwpRelativePointerV1.SPEC, ZwpLinuxDmabufV1.SPEC,
            ZwpLinuxBufferParamsV1.SPEC, ZwpLinuxDmabufFeedbackV1.SPEC, WpPresentation.SPEC,
            WpPresentationFeedback.SPEC).collect(Collectors.toMap(InterfaceSpec::name, Function.identity()));

    private Specs() {
    }

    static InterfaceSpec of(String name) {
        InterfaceSpec found = ALL.get(name);
        if (found == null) {
            throw new IllegalArgumentException("nobody here speaks " + name);
        }
        return found;
    }
}
