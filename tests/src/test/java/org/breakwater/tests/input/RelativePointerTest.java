package org.breakwater.tests.input;

import static org.breakwater.tests.input.InputClient.name;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.EnumSet;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlPointer;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.client.ZwpRelativePointerManagerV1Proxy;
import org.breakwater.wayland.client.ZwpRelativePointerV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code zwp_relative_pointer_v1}. */
@ExtendWith(FdLeakExtension.class)
class RelativePointerTest {
    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private InputClient client;
    private TestWindow window;
    private ZwpRelativePointerV1Proxy relative;

    @BeforeEach
    void connect() throws IOException {
        client = new InputClient(fixture);
        window = client.window();
        relative = client.bind(ZwpRelativePointerManagerV1Proxy.TYPE)
                .getRelativePointer(client.pointer());
        client.forgetTold();
    }

    @Test
    void theDeviceMovesFartherThanThePointer() throws IOException {
        fixture.server().input().pointerMoved(1, 300, 10);
        client.forgetTold();
        long micros = 5_000_000_000_123L;
        fixture.server().input().pointerMovedBy(micros, 10.5, -2, 4, -1);
        assertEquals("zwp_relative_pointer_v1.relative_motion(1164, 658067579, 10.5, -2, 4, -1)\n"
                + "wl_pointer.motion(" + (int) (micros / 1000) + ", 310.5, 8)\n"
                + "wl_pointer.frame()", client.told());
        fixture.server().input().pointerMovedBy(7_000, 100, 1, 50, 1);
        assertEquals("zwp_relative_pointer_v1.relative_motion(0, 7000, 100, 1, 50, 1)\n"
                + "wl_pointer.motion(7, 319.99609375, 9)\nwl_pointer.frame()", client.told());
    }

    @Test
    void aPlaceIsAMovementToo() throws IOException {
        fixture.server().input().pointerMoved(1, 100, 100);
        client.forgetTold();
        fixture.server().input().pointerMoved(2, 103, 99);
        assertEquals("zwp_relative_pointer_v1.relative_motion(0, 2000, 3, -1, 3, -1)\n"
                + "wl_pointer.motion(2, 103, 99)\nwl_pointer.frame()", client.told());
        fixture.server().input().pointerMoved(3, 103, 99);
        assertEquals("wl_pointer.motion(3, 103, 99)\nwl_pointer.frame()", client.told());
    }

    @Test
    void onlyTheClientWithThePointerHears() throws IOException {
        InputClient other = new InputClient(fixture);
        other.bind(ZwpRelativePointerManagerV1Proxy.TYPE).getRelativePointer(other.pointer());
        fixture.server().input().pointerMoved(1, 100, 100);
        client.forgetTold();
        fixture.server().input().pointerMovedBy(2_000, 1, 1, 1, 1);
        assertEquals("", other.told());
        other.window();
        fixture.server().input().pointerMovedBy(3_000, 1, 1, 1, 1);
        assertEquals("zwp_relative_pointer_v1.relative_motion(0, 3000, 1, 1, 1, 1)\n"
                + "wl_pointer.motion(3, 102, 102)\nwl_pointer.frame()", other.told());
    }

    @Test
    void itEndsWithThePointerThatItWasMadeOf() throws IOException {
        fixture.server().input().pointerMoved(1, 100, 100);
        client.forgetTold();
        client.pointer().release();
        client.forgetTold();
        fixture.server().input().pointerMovedBy(2_000, 1, 1, 1, 1);
        assertEquals("", client.told());
        relative.destroy();
        assertEquals("", client.told());
    }

    @Test
    void oneOfALostDeviceIsSilent() throws IOException {
        client.forgetTold();
        fixture.server().seat().setCapabilities(EnumSet.of(WlSeat.Capability.KEYBOARD));
        fixture.server().seat().setCapabilities(EnumSet.allOf(WlSeat.Capability.class));
        client.seat().getPointer();
        client.forgetTold();
        fixture.server().input().pointerMoved(1, 5, 5);
        assertEquals("wl_pointer.enter(_, " + name(window.surface())
                + ", 5, 5)\nwl_pointer.frame()", client.told());
        // Of an inert pointer comes an inert object.
        client.bind(ZwpRelativePointerManagerV1Proxy.TYPE).getRelativePointer(client.pointer());
        fixture.server().input().pointerMovedBy(2_000, 1, 1, 1, 1);
        assertEquals("wl_pointer.motion(2, 6, 6)\nwl_pointer.frame()", client.told());
    }

    @Test
    void whoDoesNotReadGetsTheSumLater() throws IOException {
        fixture.server().input().pointerMoved(1, 100, 100);
        client.forgetTold();
        Stall.until(fixture, client, () -> fixture.server().input().pointerAxis(2,
                WlPointer.Axis.VERTICAL_SCROLL, 15, 120));
        for (int i = 0; i < 4; i++) {
            fixture.server().input().pointerMovedBy(3_000 + i, 1, 0, 2, 0);
        }
        String told = client.told();
        String tail = told.substring(told.lastIndexOf("zwp_relative"));
        assertEquals("zwp_relative_pointer_v1.relative_motion(0, 3003, 4, 0, 8, 0)\n"
                + "wl_pointer.frame()", tail);
    }
}
