package org.breakwater.tests;

import static org.breakwater.tests.PixelAssert.assertShows;
import static org.breakwater.tests.Snapshot.assertLines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.config.OutputMode;
import org.breakwater.protocol.client.DisplayException;
import org.breakwater.wayland.WlSurface;
import org.breakwater.wayland.XdgSurface;
import org.breakwater.wayland.XdgWmBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Toplevels: what is configured when, and what then shows. */
@ExtendWith(FdLeakExtension.class)
class WindowTest {
    private static final int RED = 0xffff0000;
    private static final int BLUE = 0xff0000ff;
    private static final String CONSTRAINED = "constrained_left, constrained_right,"
            + " constrained_top, constrained_bottom";

    @RegisterExtension
    final Fixture fixture = new Fixture(new OutputMode(320, 240, 60_000));
    private TestClient client;
    private TestWindow window;

    @BeforeEach
    void connect() throws IOException {
        client = fixture.connect();
        window = new TestWindow(client);
    }

    @Test
    void nothingIsConfiguredBeforeTheFirstCommit() throws IOException {
        assertLines("", window.recentConfigures());
        window.surface().commit();
        assertLines("0x0 [], bounds 320x240", window.recentConfigures());
    }

    @Test
    void theFirstWindowIsActivatedWhenItIsMapped() throws IOException {
        window.map(100, 80, RED);
        assertLines("""
                0x0 [], bounds 320x240
                0x0 [activated]
                """, window.recentConfigures());
    }

    @Test
    void focusMovesWithTheNewestWindowAndBack() throws IOException {
        window.map(100, 80, RED);
        window.recentConfigures();
        TestWindow second = new TestWindow(client).map(60, 60, BLUE);
        assertLines("0x0 []", window.recentConfigures());
        assertLines("""
                0x0 [], bounds 320x240
                0x0 [activated]
                """, second.recentConfigures());
        second.destroy();
        assertLines("0x0 [activated]", window.recentConfigures());
    }

    @Test
    void aMaximizedWindowFillsTheOutputAndComesBack() throws IOException {
        window.map(100, 80, RED);
        window.recentConfigures();
        window.toplevel().setMaximized();
        assertLines("320x240 [maximized, activated, " + CONSTRAINED + "]",
                window.recentConfigures());
        window.attach(320, 240, BLUE);
        window.ackLastAndCommit();
        assertShows(Canvas.of(fixture).fill(0, 0, 320, 240, BLUE), fixture.picture());
        window.toplevel().unsetMaximized();
        assertLines("100x80 [activated]", window.recentConfigures());
    }

    @Test
    void aFullscreenWindowThatIsTooSmallIsSurroundedByBlack() throws IOException {
        window.map(100, 80, RED);
        window.recentConfigures();
        window.toplevel().setFullscreen(null);
        assertLines("320x240 [fullscreen, activated, " + CONSTRAINED + "]",
                window.recentConfigures());
        window.attach(300, 200, BLUE);
        window.ackLastAndCommit();
        assertShows(Canvas.of(fixture).fill(0, 0, 320, 240, 0xff000000).fill(10, 20, 300, 200,
                BLUE),
                fixture.picture());
    }

    @Test
    void aWindowThatStartsMaximizedIsAskedForThatAtOnce() throws IOException {
        window.toplevel().setMaximized();
        window.surface().commit();
        assertLines("320x240 [maximized, " + CONSTRAINED + "], bounds 320x240",
                window.recentConfigures());
    }

    @Test
    void changesOfOneTurnAreOneConfigure() throws IOException {
        window.map(100, 80, RED);
        window.recentConfigures();
        window.toplevel().setMaximized();
        window.toplevel().unsetMaximized();
        window.toplevel().setFullscreen(null);
        assertLines("320x240 [fullscreen, activated, " + CONSTRAINED + "]",
                window.recentConfigures());
    }

    @Test
    void serialsRise() throws IOException {
        window.map(100, 80, RED);
        for (int i = 0; i < 3; i++) {
            window.toplevel().setMaximized();
            client.roundtrip();
            window.toplevel().unsetMaximized();
            client.roundtrip();
        }
        for (int i = 1; i < window.serials().size(); i++) {
            assertTrue(window.serials().get(i) > window.serials().get(i - 1));
        }
    }

    @Test
    void anOlderConfigureMayBeAcknowledged() throws IOException {
        window.map(100, 80, RED);
        window.toplevel().setMaximized();
        client.roundtrip();
        int first = window.lastSerial();
        window.toplevel().unsetMaximized();
        client.roundtrip();
        window.xdgSurface().ackConfigure(first);
        window.attach(320, 240, BLUE);
        window.surface().commit();
        client.roundtrip();
        window.ackLastAndCommit();
        client.roundtrip();
    }

    @Test
    void anAcknowledgedOneMayNotBeAcknowledgedAgain() throws IOException {
        window.map(100, 80, RED);
        window.toplevel().setMaximized();
        client.roundtrip();
        window.ackLastAndCommit();
        window.ackLastAndCommit();
        client.expectError("xdg_surface", XdgSurface.Error.INVALID_SERIAL.value());
    }

    @Test
    void aSerialThatNeverWasIsRefused() throws IOException {
        window.surface().commit();
        client.roundtrip();
        window.xdgSurface().ackConfigure(123_456);
        client.expectError("xdg_surface", XdgSurface.Error.INVALID_SERIAL.value());
    }

    @Test
    void aBufferBeforeTheFirstConfigureIsRefused() {
        window.attach(10, 10, RED);
        window.surface().commit();
        client.expectError("xdg_surface", XdgSurface.Error.UNCONFIGURED_BUFFER.value());
    }

    @Test
    void aBufferBeforeTheAcknowledgementIsRefused() throws IOException {
        window.surface().commit();
        client.roundtrip();
        window.attach(10, 10, RED);
        window.surface().commit();
        client.expectError("xdg_surface", XdgSurface.Error.UNCONFIGURED_BUFFER.value());
    }

    @Test
    void anUnmappedWindowStartsAnew() throws IOException {
        window.map(100, 80, RED);
        window.recentConfigures();
        window.surface().attach(null, 0, 0);
        window.surface().commit();
        assertShows(Canvas.of(fixture), fixture.picture());
        assertLines("", window.recentConfigures());
        window.surface().commit();
        assertLines("0x0 [], bounds 320x240", window.recentConfigures());
        window.attach(50, 50, BLUE);
        window.ackLastAndCommit();
        assertLines("0x0 [activated]", window.recentConfigures());
    }

    @Test
    void anXdgSurfaceIsNotDestroyedBeforeItsRole() throws IOException {
        window.map(100, 80, RED);
        window.xdgSurface().destroy();
        expectErrorOfDestroyed("xdg_surface", XdgSurface.Error.DEFUNCT_ROLE_OBJECT.value());
    }

    @Test
    void norTheShellBeforeItsSurfaces() throws IOException {
        window.map(100, 80, RED);
        client.wmBase().destroy();
        expectErrorOfDestroyed("xdg_surface", XdgWmBase.Error.DEFUNCT_SURFACES.value());
    }

    @Test
    void norTheSurfaceBeforeItsRole() throws IOException {
        window.map(100, 80, RED);
        window.surface().destroy();
        expectErrorOfDestroyed("wl_surface", WlSurface.Error.DEFUNCT_ROLE_OBJECT.value());
    }

    @Test
    void aSurfaceIsOneWindowOnly() throws IOException {
        window.map(100, 80, RED);
        client.wmBase().getXdgSurface(window.surface());
        client.expectError("xdg_wm_base", XdgWmBase.Error.ROLE.value());
    }

    @Test
    void aWindowThatGoesLeavesNothing() throws IOException {
        window.map(100, 80, RED);
        fixture.picture();
        window.destroy();
        assertShows(Canvas.of(fixture), fixture.picture());
        assertEquals(0, fixture.server().ledger().surfaces());
    }

    @Test
    void aClientThatGoesTakesItsWindows() throws IOException {
        window.map(100, 80, RED);
        new TestWindow(client).map(40, 40, BLUE);
        fixture.picture();
        TestClient other = fixture.connect();
        client.close();
        other.roundtrip();
        assertShows(Canvas.of(fixture), fixture.picture());
    }

    /** The client itself has forgotten the object, so only the text names it. */
    private void expectErrorOfDestroyed(String named, int code) {
        DisplayException error = client.awaitEnd();
        assertEquals(code, error.code(), error.getMessage());
        assertTrue(error.getMessage().contains(named), error.getMessage());
    }
}
