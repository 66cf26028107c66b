package org.breakwater.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.glue.SeatInput;
import org.breakwater.config.Config;
import org.breakwater.config.ConfigReader;
import org.breakwater.config.ConfigResult;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlPointer.Axis;
import org.breakwater.wayland.WlPointer.AxisRelativeDirection;
import org.breakwater.wayland.WlPointer.AxisSource;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.client.WlKeyboardProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From where a backend calls, through the seat, to what clients are told. */
@ExtendWith(FdLeakExtension.class)
class SeatInputTest {
    private static final int LEFT_ALT = 56;
    private static final int LEFT_SHIFT = 42;

    @RegisterExtension
    final Fixture fixture = new Fixture(new ServerOptions(config(),
            List.of(new OutputMode(320, 240, 60_000))));
    private InputClient client;
    private SeatInput input;
    private String name;

    private static Config config() {
        return ((ConfigResult.Loaded) ConfigReader.parse("""
                [keyboard]
                layout = "us,de"
                options = "grp:alt_shift_toggle"
                repeat-rate = 40
                repeat-delay = 200
                """, "test")).config();
    }

    @BeforeEach
    void connect() throws IOException {
        client = new InputClient(fixture);
        TestWindow window = client.window();
        name = InputClient.name(window.surface());
        input = fixture.server().input();
    }

    @Test
    void fingersOfOneGroupShareAFrame() throws IOException {
        client.seat().getTouch();
        client.forgetTold();
        input.groupBegins();
        input.touchDown(1, 0, 10, 10);
        input.touchShape(0, 8, 4.5);
        input.touchOrientation(0, -30);
        input.touchDown(1, 1, 20, 10);
        input.groupEnds();
        input.groupBegins();
        input.touchMoved(2, 0, 11, 10);
        input.touchMoved(2, 1, 21, 10);
        input.groupEnds();
        assertEquals("wl_touch.down(_, 1, " + name + ", 0, 10, 10)\n"
                + "wl_touch.shape(0, 8, 4.5)\nwl_touch.orientation(0, -30)\n"
                + "wl_touch.down(_, 1, " + name + ", 1, 20, 10)\nwl_touch.frame()\n"
                + "wl_touch.motion(2, 0, 11, 10)\nwl_touch.motion(2, 1, 21, 10)\n"
                + "wl_touch.frame()", client.told());
        input.touchCancelled();
        input.touchUp(3, 0);
        input.touchShape(1, 1, 1);
        input.touchOrientation(1, 1);
        assertEquals("wl_touch.cancel()", client.told());
    }

    @Test
    void anOldTouchHasNoShape() throws IOException {
        WlSeatProxy old = client.client().registry().bind(client.client().name(WlSeatProxy.TYPE),
                WlSeatProxy.TYPE, 5);
        old.getTouch();
        client.forgetTold();
        input.touchDown(1, 0, 10, 10);
        input.touchShape(0, 8, 4.5);
        input.touchOrientation(0, -30);
        assertEquals("wl_touch.down(_, 1, " + name + ", 0, 10, 10)\nwl_touch.frame()",
                client.told());
    }

    @Test
    void aReleaseWhereTheDragEndedSaysNothingOfMotion() throws IOException {
        client.pointer();
        input.pointerMoved(0, 1, 1);
        client.forgetTold();
        input.pointerButton(1, 272, true);
        input.pointerMoved(2, 9, 5);
        input.pointerButton(3, 272, false);
        assertEquals("wl_pointer.button(_, 1, 272, 1)\nwl_pointer.frame()\n"
                + "wl_pointer.motion(2, 9, 5)\nwl_pointer.frame()\n"
                + "wl_pointer.button(_, 3, 272, 0)\nwl_pointer.frame()", client.told());
    }

    @Test
    void bothAxesOfAGroupShareAFrameAndASource() throws IOException {
        client.pointer();
        client.forgetTold();
        input.pointerMoved(0, 1, 1);
        client.forgetTold();
        input.groupBegins();
        input.pointerAxis(1, Axis.VERTICAL_SCROLL, 2.5, 0, AxisSource.FINGER,
                AxisRelativeDirection.INVERTED);
        input.pointerAxis(1, Axis.HORIZONTAL_SCROLL, -1, 0, AxisSource.FINGER,
                AxisRelativeDirection.INVERTED);
        input.groupEnds();
        input.pointerAxis(2, Axis.VERTICAL_SCROLL, 7.5, 60);
        assertEquals("wl_pointer.axis_source(1)\n"
                + "wl_pointer.axis_relative_direction(0, 1)\nwl_pointer.axis(1, 0, 2.5)\n"
                + "wl_pointer.axis_relative_direction(1, 1)\nwl_pointer.axis(1, 1, -1)\n"
                + "wl_pointer.frame()\n"
                + "wl_pointer.axis_source(0)\nwl_pointer.axis_relative_direction(0, 0)\n"
                + "wl_pointer.axis_value120(0, 60)\nwl_pointer.axis(2, 0, 7.5)\n"
                + "wl_pointer.frame()", client.told());
    }

    @Test
    void theConfiguredKeysSwitchTheLayout() throws IOException {
        List<Integer> repeats = new ArrayList<>();
        WlKeyboardProxy.Events listener = new WlKeyboardProxy.Events() {
            @Override
            public void repeatInfo(int rate, int delay) {
                repeats.addAll(List.of(rate, delay));
            }
        };
        client.seat().getKeyboard().listen(listener);
        WlKeyboardProxy old = client.client().registry().bind(client.client().name(WlSeatProxy.TYPE),
                WlSeatProxy.TYPE, 9).getKeyboard();
        old.listen(listener);
        client.forgetTold();
        old.release();
        assertEquals(List.of(0, 200, 40, 200), repeats);
        assertEquals(0, toggle());
        assertEquals(1, lastGroup());
        InputClient other = new InputClient(fixture);
        other.seat().getKeyboard();
        other.window();
        client.forgetTold();
        assertEquals(1, toggle());
        assertTrue(other.told().endsWith(", 0)"), "back in the first layout");
    }

    @Test
    void aNewWindowLearnsTheLayoutOnEntering() throws IOException {
        client.seat().getKeyboard();
        client.forgetTold();
        toggle();
        InputClient other = new InputClient(fixture);
        other.seat().getKeyboard();
        other.client().roundtrip();
        TestWindow theirs = new TestWindow(other.client());
        theirs.map(100, 100, -1);
        String told = other.told();
        assertEquals("wl_keyboard.enter(_, " + InputClient.name(theirs.surface())
                + ", array[0])\nwl_keyboard.modifiers(_, 0, 0, 0, 1)", told);
    }

    @Test
    void aDeviceThatComesBackIsAskedForAnew() throws IOException {
        client.seat().getKeyboard();
        client.pointer();
        input.pointerMoved(0, 10, 10);
        client.forgetTold();
        fixture.server().seat().setCapabilities(EnumSet.of(WlSeat.Capability.TOUCH));
        assertEquals("wl_pointer.leave(_, " + name + ")\nwl_pointer.frame()\n"
                + "wl_keyboard.leave(_, " + name + ")", client.told());
        fixture.server().seat().setCapabilities(EnumSet.allOf(WlSeat.Capability.class));
        client.seat().getPointer();
        client.forgetTold();
        input.pointerMoved(1, 11, 10);
        assertEquals("wl_pointer.enter(_, " + name + ", 11, 10)\nwl_pointer.frame()",
                client.told());
    }

    /** Returns the layout before. */
    private int toggle() {
        int before = fixture.server().seat().keyboard().device().state().group();
        input.key(1, LEFT_ALT, true);
        input.key(2, LEFT_SHIFT, true);
        input.key(3, LEFT_SHIFT, false);
        input.key(4, LEFT_ALT, false);
        return before;
    }

    private int lastGroup() throws IOException {
        String told = client.told();
        return Integer.parseInt(told.substring(told.lastIndexOf(", ") + 2,
                told.lastIndexOf(')')));
    }
}
