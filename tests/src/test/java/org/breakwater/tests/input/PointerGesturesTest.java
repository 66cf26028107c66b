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
import org.breakwater.wayland.client.ZwpPointerGesturesV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code zwp_pointer_gestures_v1}. */
@ExtendWith(FdLeakExtension.class)
class PointerGesturesTest {
    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private InputClient client;
    private TestWindow window;
    private SeatInput input;
    private ZwpPointerGesturesV1Proxy gestures;
    private String name;

    @BeforeEach
    void connect() throws IOException {
        client = new InputClient(fixture);
        window = client.window();
        name = InputClient.name(window.surface());
        input = fixture.server().input();
        gestures = client.bind(ZwpPointerGesturesV1Proxy.TYPE);
        gestures.getSwipeGesture(client.pointer());
        gestures.getPinchGesture(client.pointer());
        gestures.getHoldGesture(client.pointer());
        client.forgetTold();
    }

    private void point() throws IOException {
        input.pointerMoved(1, 100, 100);
        client.forgetTold();
    }

    @Test
    void aSwipe() throws IOException {
        point();
        input.swipeBegins(2, 3);
        input.swipe(3, 1.5, -2);
        input.swipe(4, 1, 0);
        input.swipeEnds(5, false);
        input.swipe(6, 1, 0);
        input.swipeEnds(7, false);
        assertEquals("zwp_pointer_gesture_swipe_v1.begin(_, 2, " + name + ", 3)\n"
                + "zwp_pointer_gesture_swipe_v1.update(3, 1.5, -2)\n"
                + "zwp_pointer_gesture_swipe_v1.update(4, 1, 0)\n"
                + "zwp_pointer_gesture_swipe_v1.end(_, 5, 0)", client.told());
    }

    @Test
    void aPinch() throws IOException {
        point();
        input.pinchBegins(2, 2);
        input.pinch(3, 1, 2, 1.25, -3);
        input.swipe(4, 1, 0);
        input.pinch(5, 0, 0, 0.5, 7);
        input.pinchEnds(6, true);
        assertEquals("zwp_pointer_gesture_pinch_v1.begin(_, 2, " + name + ", 2)\n"
                + "zwp_pointer_gesture_pinch_v1.update(3, 1, 2, 1.25, -3)\n"
                + "zwp_pointer_gesture_pinch_v1.update(5, 0, 0, 0.5, 7)\n"
                + "zwp_pointer_gesture_pinch_v1.end(_, 6, 1)", client.told());
    }

    @Test
    void aHoldThatBecomesASwipe() throws IOException {
        point();
        gestures.release();
        input.holdBegins(2, 1);
        input.swipeBegins(3, 3);
        input.swipeEnds(4, false);
        assertEquals("zwp_pointer_gesture_hold_v1.begin(_, 2, " + name + ", 1)\n"
                + "zwp_pointer_gesture_hold_v1.end(_, 3, 1)\n"
                + "zwp_pointer_gesture_swipe_v1.begin(_, 3, " + name + ", 3)\n"
                + "zwp_pointer_gesture_swipe_v1.end(_, 4, 0)", client.told());
        input.holdBegins(5, 4);
        input.holdEnds(6, false);
        assertEquals("zwp_pointer_gesture_hold_v1.begin(_, 5, " + name + ", 4)\n"
                + "zwp_pointer_gesture_hold_v1.end(_, 6, 0)", client.told());
    }

    @Test
    void overNothingThereIsNone() throws IOException {
        window.destroy();
        client.client().roundtrip();
        input.swipeBegins(2, 3);
        input.swipe(3, 1, 1);
        input.swipeEnds(4, false);
        assertEquals("", client.told());
    }

    @Test
    void itIsCancelledWithTheFocus() throws IOException {
        point();
        input.swipeBegins(2, 3);
        client.forgetTold();
        window.destroy();
        assertEquals("wl_pointer.leave(_, " + name + ")\nwl_pointer.frame()\n"
                + "zwp_pointer_gesture_swipe_v1.end(_, 2, 1)", client.told());
        input.swipe(3, 1, 1);
        input.swipeEnds(4, false);
        assertEquals("", client.told());
    }

    @Test
    void aClientThatGoesTakesItAlong() throws IOException {
        point();
        input.pinchBegins(2, 3);
        client.client().close();
        fixture.turn();
        fixture.turn();
        input.pinch(3, 1, 1, 1, 1);
        input.pinchEnds(4, false);
    }

    @Test
    void whoDoesNotReadGetsTheSumLater() throws IOException {
        point();
        input.pinchBegins(2, 3);
        Stall.until(fixture, client, () -> input.pointerAxis(3, WlPointer.Axis.VERTICAL_SCROLL,
                15, 120));
        for (int i = 0; i < 5; i++) {
            input.pinch(4 + i, 1, 2, 1 + i, 3);
        }
        input.pinchEnds(9, false);
        String told = client.told();
        assertEquals("zwp_pointer_gesture_pinch_v1.update(8, 5, 10, 5, 15)\n"
                + "zwp_pointer_gesture_pinch_v1.end(_, 9, 0)",
                told.substring(told.indexOf("zwp_pointer_gesture_pinch_v1.update")));
    }

    @Test
    void ofADeadPointerComesAnInertGesture() throws IOException {
        fixture.server().seat().setCapabilities(EnumSet.noneOf(WlSeat.Capability.class));
        gestures.getSwipeGesture(client.pointer()).destroy();
        gestures.getPinchGesture(client.pointer()).destroy();
        gestures.getHoldGesture(client.pointer()).destroy();
        assertEquals("", client.told());
    }
}
