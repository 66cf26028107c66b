package org.breakwater.tests.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.input.InputClient;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pointer on a plane of the card's. */
@ExtendWith(FdLeakExtension.class)
final class PointerPlaneTest {
    @RegisterExtension
    private final Screens screens = new Screens(kms -> kms.connector("DP-1", Screens.SMALL));

    private static final int BLUE = 0x336699;

    private InputClient client;
    private int plane;
    private int serial;

    @BeforeEach
    void thePointerIsThere() throws IOException {
        screens.pass(40);
        screens.fixture().server().cursor().setEnabled(true);
        client = new InputClient(screens.fixture());
        client.window();
        client.pointer();
        client.client().roundtrip();
        move(20, 10);
        serial = client.lastSerial();
        for (var each : screens.kms().planesNow()) {
            if (screens.kms().value(each.id(), "type") == FakeModeset.PLANE_TYPES.get("Cursor")
                    && screens.kms().value(each.id(), "FB_ID") != 0) {
                plane = each.id();
            }
        }
    }

    private void move(double x, double y) {
        screens.fixture().server().input().pointerMoved(1, x, y);
        screens.pass(40);
    }

    private long value(String property) {
        return screens.kms().value(plane, property);
    }

    private int connector() {
        return screens.kms().connectorsNow().keySet().iterator().next();
    }

    /** What the frame has there, above which the plane is. */
    private int frame(int x, int y) {
        return screens.kms().pixel(connector(), x, y);
    }

    private boolean isInTheFrame() {
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                if (frame(x, y) != BLUE) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void itIsShownOnItsPlaneAndNotInTheFrame() {
        assertNotEquals(0, plane, "no plane shows anything");
        assertTrue(value("CRTC_X") <= 20 && value("CRTC_Y") <= 10);
        assertEquals(false, isInTheFrame());
        assertTrue(screens.kms().hasPixels((int) value("FB_ID")), "the plane's picture is empty");
    }

    @Test
    void itMovesWithoutAFrame() {
        long drawn = screens.output(0).framesDrawn();
        long x = value("CRTC_X");
        long framebuffer = value("FB_ID");
        move(25, 13);
        assertEquals(x + 5, value("CRTC_X"));
        assertEquals(framebuffer, value("FB_ID"), "the same picture");
        assertEquals(drawn, screens.output(0).framesDrawn());
    }

    @Test
    void itIsCutOffAtTheEdge() {
        move(0, 0);
        assertEquals(0, value("CRTC_X"));
        assertEquals(0, value("CRTC_Y"));
        assertTrue(screens.kms().hasPixels((int) value("FB_ID")));
    }

    @Test
    void whatIsHiddenIsOnNoPlane() throws IOException {
        client.pointer().setCursor(serial, null, 0, 0);
        client.client().roundtrip();
        screens.pass(40);
        assertEquals(0, value("FB_ID"));
    }

    @Test
    void aRefusedPlaneMeansThatItIsDrawn() {
        screens.kms().refuseCommits(Errno.EINVAL, 1);
        move(30, 15);
        screens.pass(60);
        assertEquals(0, value("FB_ID"));
        assertTrue(isInTheFrame(), "neither on a plane nor in the frame");
    }

    @Test
    void itIsThereAgainAfterTheSessionWasAway() {
        screens.seat().setActive(false);
        screens.kms().set(plane, "FB_ID", 0);
        screens.kms().set(plane, "CRTC_ID", 0);
        screens.pass(40);
        screens.seat().setActive(true);
        screens.pass(60);
        assertNotEquals(0, value("FB_ID"));
    }

    @Test
    void aClientsPictureIsShownThereAndItHearsOfFrames() throws IOException {
        WlSurfaceProxy image = client.client().surface();
        image.attach(client.client().buffer(8, 8, 0xff00aa00).proxy(), 0, 0);
        boolean[] told = new boolean[1];
        image.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int time) {
                told[0] = true;
            }
        });
        image.commit();
        client.client().roundtrip();
        client.pointer().setCursor(serial, image, 2, 3);
        client.client().roundtrip();
        screens.pass(60);
        client.client().roundtrip();
        assertTrue(told[0], "no frame callback");
        assertEquals(0x00aa00, screens.kms().framebufferPixel((int) value("FB_ID"), 4, 4));
        assertEquals(0, screens.kms().framebufferPixel((int) value("FB_ID"), 9, 4));
        assertEquals(18, value("CRTC_X"));
        assertEquals(7, value("CRTC_Y"));
        image.attach(client.client().buffer(8, 8, 0xff0000aa).proxy(), 0, 0);
        image.damageBuffer(0, 0, 8, 8);
        image.commit();
        client.client().roundtrip();
        screens.pass(60);
        assertEquals(0x0000aa, screens.kms().framebufferPixel((int) value("FB_ID"), 4, 4));
        assertEquals(false, isInTheFrame());
    }

    @Test
    void whatIsTooLargeForThePlaneIsDrawn() throws IOException {
        WlSurfaceProxy image = client.client().surface();
        image.attach(client.client().buffer(100, 100, 0xff00aa00).proxy(), 0, 0);
        image.commit();
        client.client().roundtrip();
        screens.kms().plug(connector(), KmsMode.of(200, 150, 60_000, true));
        screens.tellChanged();
        screens.pass(60);
        client.pointer().setCursor(serial, image, 0, 0);
        client.client().roundtrip();
        screens.pass(60);
        assertEquals(0, value("FB_ID"));
        assertEquals(0x00aa00, frame(30, 20));
    }
}
