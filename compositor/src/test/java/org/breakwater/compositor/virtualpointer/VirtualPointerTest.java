package org.breakwater.compositor.virtualpointer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputMode;
import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.seat.SeatSession;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.client.WlOutputProxy;
import org.breakwater.wayland.client.WlSeatProxy;
import org.breakwater.wayland.client.ZwlrVirtualPointerManagerV1Proxy;
import org.breakwater.wayland.client.ZwlrVirtualPointerV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VirtualPointerTest {
    private static final int LEFT = 0x110;

    private final List<String> done = new ArrayList<>();
    private SeatSession s;
    private TestClient client;
    private WlSeatProxy seat;
    private ZwlrVirtualPointerManagerV1Proxy manager;
    private ZwlrVirtualPointerV1Proxy pointer;

    @BeforeEach
    void setUp() throws Exception {
        s = new SeatSession();
        new VirtualPointers(s.display(), s.seat, new PointerInput() {
            @Override
            public void moveBy(int timeMs, double dx, double dy) {
                done.add(timeMs + " by " + dx + "," + dy);
            }

            @Override
            public void moveTo(int timeMs, double fx, double fy, Output output) {
                done.add(timeMs + " to " + fx + "," + fy
                        + (output == null ? "" : " of " + output.name()));
            }

            @Override
            public void button(int timeMs, int button, boolean pressed) {
                done.add(timeMs + (pressed ? " press " : " release ") + button);
            }

            @Override
            public void axis(int timeMs, WlPointer.Axis axis, double value, int value120,
                    WlPointer.AxisSource source) {
                done.add(timeMs + " " + axis + " " + value + " " + value120 + " " + source);
            }

            @Override
            public void frame() {
                done.add("frame");
            }
        });
        s.session.output("A", new OutputMode(800, 600, 60_000));
        client = s.connect();
        seat = s.bindSeat(client, 9);
        manager = client.bind(ZwlrVirtualPointerManagerV1Proxy.TYPE, 2);
        pointer = manager.createVirtualPointer(seat);
    }

    @AfterEach
    void tearDown() {
        s.close();
    }

    private String done() throws Exception {
        client.sync();
        String all = String.join("; ", done);
        done.clear();
        return all;
    }

    @Test
    void movesAndPresses() throws Exception {
        pointer.motion(1, 2.5, -3);
        pointer.motionAbsolute(2, 1, 3, 4, 4);
        pointer.motionAbsolute(3, 1, 3, 0, 4);
        pointer.motionAbsolute(3, -1, 0, -1, 4);
        pointer.button(4, LEFT, 1);
        pointer.button(5, LEFT, 1);
        pointer.button(6, LEFT, 0);
        pointer.button(7, LEFT, 0);
        pointer.frame();
        assertEquals("1 by 2.5,-3.0; 2 to 0.25,0.75; 3 to 1.0,0.0; 4 press 272; 6 release 272; "
                + "frame", done());
    }

    @Test
    void scrollsWithTheFrame() throws Exception {
        pointer.axisDiscrete(1, 0, 15, 1);
        pointer.axis(2, 1, -2.5);
        assertEquals("", done());
        pointer.frame();
        assertEquals("1 VERTICAL_SCROLL 15.0 120 WHEEL; 2 HORIZONTAL_SCROLL -2.5 0 null; frame",
                done());
        pointer.axisSource(1);
        pointer.axis(3, 0, 7);
        pointer.frame();
        pointer.axisSource(1);
        pointer.axisStop(4, 0);
        pointer.frame();
        pointer.frame();
        assertEquals("3 VERTICAL_SCROLL 7.0 0 FINGER; frame; "
                + "4 VERTICAL_SCROLL 0.0 0 FINGER; frame; frame", done());
    }

    @Test
    void mapsToAnOutputWithoutASeatOfItsOwn() throws Exception {
        WlOutputProxy output = client.bind(WlOutputProxy.TYPE, 4);
        var onOutput = manager.createVirtualPointerWithOutput(null, output);
        onOutput.motionAbsolute(1, 1, 1, 2, 2);
        onOutput.frame();
        var onLayout = manager.createVirtualPointerWithOutput(seat, null);
        onLayout.motionAbsolute(2, 1, 1, 2, 2);
        onLayout.frame();
        assertEquals("1 to 0.5,0.5 of A; frame; 2 to 0.5,0.5; frame", done());
    }

    @Test
    void whatIsPressedAtTheEndIsReleased() throws Exception {
        pointer.button(1, LEFT, 1);
        pointer.frame();
        pointer.destroy();
        assertEquals("1 press 272; frame; 1 release 272; frame", done());
        var other = manager.createVirtualPointer(null);
        other.button(2, LEFT, 1);
        other.frame();
        manager.destroy();
        client.sync();
        client.close();
        s.session.turn();
        assertEquals("2 press 272; frame; 2 release 272; frame", String.join("; ", done));
    }

    @Test
    void withoutAFrameNothingHappens() throws Exception {
        pointer.motion(1, 1, 1);
        pointer.button(2, LEFT, 1);
        pointer.axis(3, 0, 1);
        assertEquals("", done());
        pointer.destroy();
        assertEquals("", done());
    }

    @Test
    void anEndlessFrameIsDoneInParts() throws Exception {
        for (int i = 0; i < 65; i++) {
            pointer.motion(i, 1, 0);
        }
        assertEquals(64, done().split("; ").length);
    }

    @Test
    void unknownAxesAreErrors() throws Exception {
        pointer.axis(1, 2, 1);
        assertEquals("zwlr_virtual_pointer_v1 0", client.error());
    }

    @Test
    void unknownAxesCannotStop() throws Exception {
        pointer.axisStop(1, -1);
        assertEquals("zwlr_virtual_pointer_v1 0", client.error());
    }

    @Test
    void unknownAxesHaveNoSteps() throws Exception {
        pointer.axisDiscrete(1, 7, 1, 1);
        assertEquals("zwlr_virtual_pointer_v1 0", client.error());
    }

    @Test
    void unknownSourcesAreErrors() throws Exception {
        pointer.axisSource(4);
        assertEquals("zwlr_virtual_pointer_v1 1", client.error());
    }

    @Test
    void pointersHaveALimit() throws Exception {
        for (int i = 0; i < 100; i++) {
            manager.createVirtualPointer(seat);
        }
        assertEquals("wl_display 2", client.error());
        assertTrue(done.isEmpty());
    }

    @Test
    void aPointerOfASeatThatIsGoneDoesNothing() throws Exception {
        s.seat.close();
        manager.createVirtualPointer(seat).button(1, LEFT, 1);
        assertEquals("", done());
    }
}
