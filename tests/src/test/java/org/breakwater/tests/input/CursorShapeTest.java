package org.breakwater.tests.input;

import static org.breakwater.tests.PixelAssert.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.cursor.CursorTheme;
import org.breakwater.config.Config;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.Canvas;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestWindow;
import org.breakwater.wayland.WlSeat;
import org.breakwater.wayland.WpCursorShapeDeviceV1.Error;
import org.breakwater.wayland.WpCursorShapeDeviceV1.Shape;
import org.breakwater.wayland.XdgToplevel;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpCursorShapeDeviceV1Proxy;
import org.breakwater.wayland.client.WpCursorShapeManagerV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code wp_cursor_shape_v1}, and what the pointer looks like. */
@ExtendWith(FdLeakExtension.class)
class CursorShapeTest {
    private static final int BLUE = 0xff336699;
    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;
    private static final int WHITE = 0xffffffff;

    @RegisterExtension
    final Fixture fixture = new Fixture(new ServerOptions(Config.defaults(),
            List.of(new OutputMode(320, 240, 60_000))));
    @TempDir
    Path root;
    private InputClient client;
    private TestWindow window;
    private WpCursorShapeDeviceV1Proxy device;
    private int serial;

    /** Red is the arrow of 4x4 that points with (1, 1); wait blinks green and white. */
    @BeforeEach
    void connect() throws IOException {
        CursorFiles.write(root, "t", "default",
                CursorFiles.file(new CursorFiles.Frame(4, 4, 1, 0, RED)));
        CursorFiles.write(root, "t", "wait", CursorFiles.file(
                new CursorFiles.Frame(4, 4, 0, 100, GREEN),
                new CursorFiles.Frame(4, 4, 0, 300, WHITE)));
        fixture.server().cursor().setTheme(CursorTheme.of("t", 4,
                Map.of("XCURSOR_PATH", root.toString())));
        fixture.server().cursor().setEnabled(true);
        client = new InputClient(fixture);
        window = client.window();
        device = client.bind(WpCursorShapeManagerV1Proxy.TYPE).getPointer(client.pointer());
        client.forgetTold();
        assertShows(blue(), fixture.picture());
        fixture.server().input().pointerMoved(1, 100, 100);
        serial = client.lastSerial();
    }

    @Test
    void theCompositorsOwnIsShownUntilAClientAsksForAnother() throws IOException {
        assertShows(blue().fill(99, 99, 4, 4, RED), fixture.picture());
        fixture.server().input().pointerMoved(1, 110.9, 100);
        assertShows(blue().fill(109, 99, 4, 4, RED), fixture.picture());
        device.setShape(serial, Shape.WAIT.value());
        assertShows(blue().fill(110, 100, 4, 4, GREEN), fixture.picture());
        client.pointer().setCursor(serial, null, 0, 0);
        assertShows(blue(), fixture.picture());
        device.setShape(serial, Shape.DEFAULT.value());
        assertShows(blue().fill(109, 99, 4, 4, RED), fixture.picture());
    }

    @Test
    void aSurfaceAndAShapeReplaceEachOther() throws IOException {
        WlSurfaceProxy image = client.client().surface();
        image.attach(client.client().buffer(3, 3, WHITE).proxy(), 0, 0);
        image.commit();
        client.pointer().setCursor(serial, image, 2, 2);
        assertShows(blue().fill(98, 98, 3, 3, WHITE), fixture.picture());
        device.setShape(serial, Shape.DEFAULT.value());
        assertShows(blue().fill(99, 99, 4, 4, RED), fixture.picture());
        client.pointer().setCursor(serial, image, 0, 0);
        assertShows(blue().fill(100, 100, 3, 3, WHITE), fixture.picture());
    }

    @Test
    void onlyTheSerialOfTheEnterCounts() throws IOException {
        device.setShape(serial - 1, Shape.WAIT.value());
        assertShows(blue().fill(99, 99, 4, 4, RED), fixture.picture());
    }

    @Test
    void anAnimationRunsOnTheClockWhileItIsShown() throws IOException {
        device.setShape(serial, Shape.WAIT.value());
        assertShows(blue().fill(100, 100, 4, 4, GREEN), fixture.picture());
        fixture.frames(6);
        assertShows(blue().fill(100, 100, 4, 4, WHITE), fixture.picture());
        fixture.frames(16);
        assertShows(blue().fill(100, 100, 4, 4, GREEN), fixture.picture());
        device.setShape(serial, Shape.DEFAULT.value());
        fixture.frames(2);
        int textures = fixture.server().cursor().textureCount();
        assertEquals(1, textures);
    }

    @Test
    void anOutputOfAnotherScaleGetsAnotherSize() throws IOException {
        CursorFiles.write(root, "t", "default", CursorFiles.file(
                new CursorFiles.Frame(4, 4, 1, 0, RED), new CursorFiles.Frame(8, 8, 2, 0, GREEN)));
        fixture.server().cursor().setTheme(CursorTheme.of("t", 4,
                Map.of("XCURSOR_PATH", root.toString())));
        fixture.output().output().setScale(2);
        fixture.server().input().pointerMoved(1, 50, 50);
        fixture.frames(3);
        var picture = fixture.picture();
        assertEquals(GREEN, picture.at(98, 98) | 0xff000000);
        assertEquals(GREEN, picture.at(105, 105) | 0xff000000);
        assertFalse((picture.at(106, 98) | 0xff000000) == GREEN);
        assertFalse((picture.at(97, 98) | 0xff000000) == GREEN);
    }

    @Test
    void aPointerThatIsGoneIsNotShown() throws IOException {
        fixture.server().seat().setCapabilities(EnumSet.of(WlSeat.Capability.KEYBOARD));
        assertShows(blue(), fixture.picture());
        assertEquals(0, fixture.server().cursor().textureCount());
        device.setShape(serial, Shape.DEFAULT.value());
        fixture.server().seat().setCapabilities(EnumSet.allOf(WlSeat.Capability.class));
        fixture.server().input().pointerMoved(2, 20, 20);
        assertShows(blue().fill(19, 19, 4, 4, RED), fixture.picture());
    }

    @Test
    void theImageGoesWithTheClient() throws IOException {
        device.setShape(serial, Shape.WAIT.value());
        client.forgetTold();
        window.destroy();
        client.forgetTold();
        fixture.frames(2);
        assertTrue(fixture.server().cursor().textureCount() == 1);
        assertEquals(RED & 0xffffff, fixture.picture().at(100, 100) & 0xffffff);
    }

    @Test
    void aWindowThatIsMovedIsHeldByAHand() throws IOException {
        CursorFiles.write(root, "t", "grabbing", CursorFiles.file(
                new CursorFiles.Frame(4, 4, 0, 0, GREEN)));
        CursorFiles.write(root, "t", "se-resize", CursorFiles.file(
                new CursorFiles.Frame(4, 4, 0, 0, WHITE)));
        window.toplevel().unsetMaximized();
        client.client().roundtrip();
        window.ackLastAndCommit();
        client.client().roundtrip();
        fixture.frames(2);
        fixture.server().input().pointerButton(2, 0x110, true);
        window.toplevel().move(client.seat(), client.lastSerial());
        client.client().roundtrip();
        assertEquals(GREEN, fixture.picture().at(100, 100) | 0xff000000);
        fixture.server().input().pointerButton(3, 0x110, false);
        assertEquals(RED, fixture.picture().at(100, 100) | 0xff000000);
        fixture.server().input().pointerButton(4, 0x110, true);
        window.toplevel().resize(client.seat(), client.lastSerial(),
                XdgToplevel.ResizeEdge.BOTTOM_RIGHT.value());
        client.client().roundtrip();
        assertEquals(WHITE, fixture.picture().at(100, 100) | 0xff000000);
        fixture.server().input().pointerButton(5, 0x110, false);
        assertEquals(RED, fixture.picture().at(100, 100) | 0xff000000);
    }

    @Test
    void aShapeThatThereIsNot() throws IOException {
        device.setShape(serial, 37);
        client.client().expectError("wp_cursor_shape_device_v1", Error.INVALID_SHAPE.value());
    }

    @Test
    void zeroIsNoShapeWhateverTheSerial() throws IOException {
        device.setShape(0, 0);
        client.client().expectError("wp_cursor_shape_device_v1", Error.INVALID_SHAPE.value());
    }

    @Test
    void aShapeOfALaterVersion() throws IOException {
        int name = client.client().name(WpCursorShapeManagerV1Proxy.TYPE);
        WpCursorShapeManagerV1Proxy old = client.client().registry().bind(name,
                WpCursorShapeManagerV1Proxy.TYPE, 1);
        old.getPointer(client.pointer()).setShape(serial, Shape.ZOOM_OUT.value());
        client.forgetTold();
        old.getPointer(client.pointer()).setShape(serial, Shape.DND_ASK.value());
        client.client().expectError("wp_cursor_shape_device_v1", Error.INVALID_SHAPE.value());
    }

    private static Canvas blue() {
        return new Canvas(320, 240, BLUE);
    }
}
