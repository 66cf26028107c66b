package org.breakwater.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.EnumSet;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlTouchProxy;
import org.breakwater.wayland.client.ZwpInputTimestampsManagerV1Proxy;
import org.breakwater.wayland.client.ZwpInputTimestampsV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code zwp_input_timestamps_manager_v1}. */
@ExtendWith(FdLeakExtension.class)
class InputTimestampsTest {
    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private InputClient client;
    private String name;
    private SeatInput input;
    private ZwpInputTimestampsManagerV1Proxy manager;

    @BeforeEach
    void connect() throws IOException {
        client = new InputClient(fixture);
        client.pointer();
        TestWindow window = client.window();
        name = InputClient.name(window.surface());
        manager = client.bind(ZwpInputTimestampsManagerV1Proxy.TYPE);
        input = fixture.server().input();
        input.pointerMoved(0, 1, 1);
        client.forgetTold();
    }

    @Test
    void thePointersEventsAreTimed() throws IOException {
        ZwpInputTimestampsV1Proxy times = manager.getPointerTimestamps(client.pointer());
        client.forgetTold();
        input.exactTime(5_000_000_000L * 1_000_000_000 + 7_123_456);
        int millis = (int) (5_000_000_000_007L);
        input.pointerMoved(millis, 2, 3);
        assertEquals("zwp_input_timestamps_v1.timestamp(1, 705032704, 7123456)\n"
                + "wl_pointer.motion(" + Integer.toUnsignedString(millis)
                + ", 2, 3)\nwl_pointer.frame()", client.told());
        input.exactTime(1_002_000_009);
        input.pointerButton(1002, 272, true);
        input.pointerButton(1003, 272, false);
        input.pointerAxis(1004, WlPointer.Axis.VERTICAL_SCROLL, 0, 0, WlPointer.AxisSource.FINGER,
                WlPointer.AxisRelativeDirection.IDENTICAL);
        assertEquals("zwp_input_timestamps_v1.timestamp(0, 1, 2000009)\n"
                + "wl_pointer.button(_, 1002, 272, 1)\nwl_pointer.frame()\n"
                + "zwp_input_timestamps_v1.timestamp(0, 1, 3000000)\n"
                + "wl_pointer.button(_, 1003, 272, 0)\nwl_pointer.frame()\n"
                + "zwp_input_timestamps_v1.timestamp(0, 1, 4000000)\n"
                + "wl_pointer.axis_source(1)\nwl_pointer.axis_relative_direction(0, 0)\n"
                + "wl_pointer.axis_stop(1004, 0)\nwl_pointer.frame()", client.told());
        times.destroy();
        client.forgetTold();
        input.pointerMoved(1005, 2, 3);
        assertEquals("wl_pointer.motion(1005, 2, 3)\nwl_pointer.frame()", client.told());
    }

    @Test
    void keysAndTouchesHaveTheirOwn() throws IOException {
        WlKeyboardProxy keyboard = client.seat().getKeyboard();
        WlTouchProxy touch = client.seat().getTouch();
        manager.getKeyboardTimestamps(keyboard);
        manager.getTouchTimestamps(touch);
        client.forgetTold();
        input.pointerMoved(6, 2, 3);
        input.key(7, 30, true);
        input.touchDown(8, 1, 5, 5);
        input.touchMoved(9, 1, 6, 5);
        input.touchUp(10, 1);
        assertEquals("wl_pointer.motion(6, 2, 3)\nwl_pointer.frame()\n"
                + "zwp_input_timestamps_v1.timestamp(0, 0, 7000000)\n"
                + "wl_keyboard.key(_, 7, 30, 1)\n"
                + "zwp_input_timestamps_v1.timestamp(0, 0, 8000000)\n"
                + "wl_touch.down(_, 8, " + name + ", 1, 5, 5)\nwl_touch.frame()\n"
                + "zwp_input_timestamps_v1.timestamp(0, 0, 9000000)\n"
                + "wl_touch.motion(9, 1, 6, 5)\nwl_touch.frame()\n"
                + "zwp_input_timestamps_v1.timestamp(0, 0, 10000000)\n"
                + "wl_touch.up(_, 10, 1)\nwl_touch.frame()", client.told());
        keyboard.release();
        touch.release();
        client.forgetTold();
        input.key(11, 30, false);
        assertEquals("", client.told());
    }

    @Test
    void ofADeadDeviceComesAnInertObject() throws IOException {
        WlKeyboardProxy keyboard = client.seat().getKeyboard();
        WlTouchProxy touch = client.seat().getTouch();
        client.forgetTold();
        fixture.server().seat().setCapabilities(EnumSet.noneOf(WlSeat.Capability.class));
        manager.getKeyboardTimestamps(keyboard).destroy();
        manager.getTouchTimestamps(touch).destroy();
        manager.getPointerTimestamps(client.pointer()).destroy();
        manager.destroy();
        client.client().roundtrip();
    }
}
