package org.breakwater.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.client.WlSubsurfaceProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpPointerWarpV1Proxy;
import org.breakwater.wayland.client.ZwpRelativePointerManagerV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code wp_pointer_warp_v1}. */
@ExtendWith(FdLeakExtension.class)
class PointerWarpTest {
    private static final int LEFT = 0x110;

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private InputClient client;
    private TestWindow window;
    private WpPointerWarpV1Proxy warp;
    private int serial;

    @BeforeEach
    void connect() throws IOException {
        client = new InputClient(fixture);
        window = client.window();
        warp = client.bind(WpPointerWarpV1Proxy.TYPE);
        client.bind(ZwpRelativePointerManagerV1Proxy.TYPE).getRelativePointer(client.pointer());
        client.forgetTold();
        fixture.server().input().pointerMoved(1, 100, 100);
        serial = client.lastSerial();
        client.forgetTold();
    }

    @Test
    void thePointerGoesThere() throws IOException {
        warp.warpPointer(window.surface(), client.pointer(), 20.5, 30, serial);
        assertEquals("wl_pointer.motion(" + now() + ", 20.5, 30)\nwl_pointer.frame()",
                client.told());
        fixture.server().input().pointerMovedBy(5_000, 1, 1, 1, 1);
        assertEquals("zwp_relative_pointer_v1.relative_motion(0, 5000, 1, 1, 1, 1)\n"
                + "wl_pointer.motion(5, 21.5, 31)\nwl_pointer.frame()", client.told());
    }

    @Test
    void whileAButtonIsHeldToo() throws IOException {
        fixture.server().input().pointerButton(2, LEFT, true);
        client.forgetTold();
        warp.warpPointer(window.surface(), client.pointer(), 1, 2, serial);
        assertEquals("wl_pointer.motion(" + now() + ", 1, 2)\nwl_pointer.frame()", client.told());
    }

    @Test
    void toAnotherSurfaceOfTheClient() throws IOException {
        WlSurfaceProxy child = client.client().surface();
        WlSubsurfaceProxy subsurface = client.client().subcompositor().getSubsurface(child,
                window.surface());
        subsurface.setPosition(50, 60);
        subsurface.setDesync();
        child.attach(client.client().buffer(20, 20, 0xffffffff).proxy(), 0, 0);
        child.commit();
        window.surface().commit();
        client.client().roundtrip();
        fixture.frames(2);
        client.forgetTold();
        warp.warpPointer(child, client.pointer(), 5, 6, serial);
        assertEquals("wl_pointer.leave(_, " + InputClient.name(window.surface())
                + ")\nwl_pointer.enter(_, " + InputClient.name(child)
                + ", 5, 6)\nwl_pointer.frame()", client.told());
    }

    @Test
    void notByAnotherSerialNorOutOfTheSurface() throws IOException {
        warp.warpPointer(window.surface(), client.pointer(), 1, 2, serial - 1);
        warp.warpPointer(window.surface(), client.pointer(), -0.5, 2, serial);
        warp.warpPointer(window.surface(), client.pointer(), 1, -1, serial);
        warp.warpPointer(window.surface(), client.pointer(), 320, 2, serial);
        warp.warpPointer(window.surface(), client.pointer(), 1, 240, serial);
        WlSurfaceProxy unmapped = client.client().surface();
        warp.warpPointer(unmapped, client.pointer(), 0, 0, serial);
        assertEquals("", client.told());
    }

    @Test
    void notByAClientThatHasNotThePointer() throws IOException {
        InputClient other = new InputClient(fixture);
        other.pointer();
        TestWindow covering = other.window();
        client.forgetTold();
        warp.warpPointer(window.surface(), client.pointer(), 1, 2, serial);
        assertEquals("", client.told());
        assertEquals("", other.told());
        // Nor to where another client's window covers it.
        int theirs = other.lastSerial();
        other.bind(WpPointerWarpV1Proxy.TYPE).warpPointer(covering.surface(), other.pointer(), 3,
                4, theirs);
        assertEquals("wl_pointer.motion(" + now() + ", 3, 4)\nwl_pointer.frame()", other.told());
    }

    private long now() {
        return fixture.clock().nanos() / 1_000_000;
    }
}
