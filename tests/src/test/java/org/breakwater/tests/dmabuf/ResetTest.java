package org.breakwater.tests.dmabuf;

import static org.breakwater.tests.PixelAssert.assertSame;
import static org.breakwater.tests.PixelAssert.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.breakwater.compositor.ServerOptions;
import org.breakwater.compositor.capture.Picture;
import org.breakwater.config.Config;
import org.breakwater.config.OutputMode;
import org.breakwater.tests.Canvas;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.PaintedDmabufs;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlCallbackProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpSinglePixelBufferManagerV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A reset of the GPU, which here is the end of the EGL context with all that was in it: afterwards every
 * picture is as before.
 */
@ExtendWith(FdLeakExtension.class)
class ResetTest {
    private static final String RESETS = "breakwater.gl.resets";
    private static final int RED = 0xFFFF0000;
    private static final int GREEN = 0xFF00FF00;
    private static final int BLUE = 0xFF0000FF;
    private static final int HALF = 0x80400040;

    private final PaintedDmabufs painted = new PaintedDmabufs();

    @RegisterExtension
    final Fixture fixture = new Fixture(() -> {
        System.setProperty(RESETS, "true");
        return painted.graphics();
    });

    private TestClient client;
    private DmabufClient dmabufs;

    @BeforeEach
    void connect() throws IOException {
        System.clearProperty(RESETS);
        client = fixture.connect();
        dmabufs = new DmabufClient(client);
    }

    @AfterEach
    void close() {
        dmabufs.close();
    }

    @Test
    void whatWasCopiedIsReadAgain() throws IOException {
        WlSurfaceProxy surface = place(2, 2);
        TestBuffer buffer = client.buffer(20, 16, RED).fill(3, 3, 4, 4, GREEN);
        show(surface, buffer.proxy());
        assertEquals(1, buffer.releases());
        survives();
        show(surface, client.buffer(20, 16, BLUE).proxy());
        assertShows(Canvas.of(fixture).fill(2, 2, 20, 16, BLUE), fixture.picture());
    }

    @Test
    void whatWasCopiedIsReadAgainAfterTheBufferIsGone() throws IOException {
        TestBuffer buffer = client.buffer(20, 16, RED).fill(3, 3, 4, 4, GREEN);
        show(place(2, 2), buffer.proxy());
        buffer.proxy().destroy();
        client.roundtrip();
        survives();
    }

    @Test
    void whatIsKeptToBeReadAgainGoesWithTheNext() throws IOException {
        WlSurfaceProxy surface = place(2, 2);
        TestBuffer first = client.buffer(20, 16, RED);
        show(surface, first.proxy());
        first.proxy().destroy();
        client.roundtrip();
        assertEquals(1, fixture.server().ledger().pools());
        WlBufferProxy dmabuf = dmabufs.buffer(16, 8, "XR24").fill(0, 0, 16, 8, GREEN).proxy();
        show(surface, dmabuf);
        assertEquals(0, fixture.server().ledger().pools());
    }

    @Test
    void whatIsLentIsReadAgain() throws IOException {
        WlSurfaceProxy opaque = place(2, 2);
        opaque.setOpaqueRegion(client.region(0, 0, 20, 16));
        lend(opaque, GREEN, RED);
        lend(place(30, 10), HALF, 0x40004040);
        survives();
    }

    @Test
    void whatIsSharedIsImportedAgain() throws IOException {
        show(place(2, 2), dmabufs.buffer(16, 8, "AR24").fill(0, 0, 16, 8, HALF).fill(2, 2, 5, 5, RED).proxy());
        show(place(30, 12), dmabufs.buffer(16, 8, "AB24").fill(0, 0, 16, 8, GREEN).proxy());
        survives();
        assertEquals(2, painted.live());
    }

    @Test
    void whatTheDriverThenRefusesIsNotShownAndNobodyIsBlamed() throws IOException {
        show(place(2, 2), dmabufs.buffer(16, 8, "AR24").fill(0, 0, 16, 8, RED).proxy());
        fixture.frames(2);
        painted.refuse();
        lose();
        assertShows(Canvas.of(fixture), fixture.picture());
        client.roundtrip();
    }

    @Test
    void aColourNeedsNothing() throws IOException {
        WlSurfaceProxy surface = place(2, 2);
        client.viewporter().getViewport(surface).setDestination(20, 20);
        show(surface, client.bind(WpSinglePixelBufferManagerV1Proxy.TYPE).createU32RgbaBuffer(0, 0, -1, -1));
        survives();
    }

    @Test
    void thePointerIsDrawnAgain() throws IOException {
        fixture.server().cursor().setEnabled(true);
        fixture.server().cursor().setPresent(true);
        fixture.server().cursor().moveTo(10, 10);
        Picture before = fixture.picture();
        assertTrue(differs(before, Canvas.of(fixture).picture()), "there is no pointer");
        survives();
        fixture.server().cursor().setPresent(false);
    }

    @Test
    void theOverlayIsDrawnAgain() throws IOException {
        PaintedDmabufs large = new PaintedDmabufs();
        Fixture wide = new Fixture(new ServerOptions(Config.defaults(),
                List.of(new OutputMode(320, 100, 60_000))), large::graphics);
        wide.open();
        try {
            wide.server().showOverlay(true);
            assertTrue(textIn(wide.picture()) > 100, "there is no overlay");
            large.loseContext();
            wide.frames(2);
            assertTrue(textIn(wide.picture()) > 100, "the overlay is gone");
        } finally {
            wide.server().showOverlay(false);
            wide.close();
        }
    }

    @Test
    void clientsAreToldOfFramesAsEver() throws IOException {
        WlSurfaceProxy surface = place(2, 2);
        show(surface, client.buffer(20, 16, RED).proxy());
        fixture.frames(2);
        boolean[] done = new boolean[1];
        surface.frame().listen(new WlCallbackProxy.Events() {
            @Override
            public void done(int time) {
                done[0] = true;
            }
        });
        show(surface, client.buffer(20, 16, GREEN).proxy());
        lose();
        fixture.frames(3);
        assertTrue(done[0]);
    }

    @Test
    void clientsThatEndMeanwhileLeaveNothing() throws IOException {
        show(place(2, 2), client.buffer(20, 16, RED).proxy());
        show(place(2, 2), dmabufs.buffer(16, 8, "XR24").proxy());
        fixture.frames(2);
        painted.loseContext();
        client.close();
        fixture.frames(2);
        assertEquals(0, painted.live());
    }

    /** Pixels in the colour of the overlay's letters. */
    private static long textIn(Picture picture) {
        return Arrays.stream(picture.pixels()).filter(pixel -> (pixel & 0xFFFFFF) == 0xE0E0E0).count();
    }

    private void survives() throws IOException {
        Picture before = fixture.picture();
        assertTrue(differs(before, Canvas.of(fixture).picture()), "nothing is shown");
        long frames = fixture.output().framesDrawn();
        lose();
        Picture after = fixture.picture();
        assertTrue(fixture.output().framesDrawn() > frames, "nothing was drawn anew");
        assertSame(before, after, 0);
    }

    private void lose() {
        painted.loseContext();
        fixture.frames(2);
    }

    private static boolean differs(Picture one, Picture other) {
        return !Arrays.equals(one.pixels(), other.pixels());
    }

    private WlSurfaceProxy place(int x, int y) throws IOException {
        WlSurfaceProxy surface = client.surface();
        fixture.show(client, surface, x, y);
        return surface;
    }

    /** Draws into two buffers in turn, until neither is copied any more. */
    private void lend(WlSurfaceProxy surface, int first, int second) throws IOException {
        TestBuffer[] buffers = {client.buffer(20, 16, first).fill(4, 4, 4, 4, BLUE),
            client.buffer(20, 16, second).fill(4, 4, 4, 4, BLUE)};
        for (int commit = 0; commit < 8; commit++) {
            show(surface, buffers[commit % 2].proxy());
            fixture.frame();
        }
        assertEquals(3, buffers[1].releases(), "lent");
    }

    private void show(WlSurfaceProxy surface, WlBufferProxy buffer) throws IOException {
        surface.attach(buffer, 0, 0);
        surface.damageBuffer(0, 0, 20, 16);
        surface.commit();
        client.roundtrip();
    }
}
