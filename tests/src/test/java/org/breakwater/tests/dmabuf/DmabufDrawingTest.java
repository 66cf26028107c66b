package org.breakwater.tests.dmabuf;

import static org.breakwater.tests.PixelAssert.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.protocol.server.Held;
import org.breakwater.tests.Canvas;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.PaintedDmabufs;
import org.breakwater.tests.TestBuffer;
import org.breakwater.tests.dmabuf.DmabufClient.Buffer;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpViewportProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Surfaces whose pixels are where their client drew them. */
@ExtendWith(FdLeakExtension.class)
class DmabufDrawingTest {
    private static final int X = 4;
    private static final int Y = 3;
    private static final int RED = 0xFFFF0000;
    private static final int GREEN = 0xFF00FF00;
    private static final int BLUE = 0xFF0000FF;

    private final PaintedDmabufs painted = new PaintedDmabufs();

    @RegisterExtension
    final Fixture fixture = new Fixture(painted::graphics);

    private DmabufClient dmabufs;
    private WlSurfaceProxy surface;

    @BeforeEach
    void connect() throws IOException {
        dmabufs = new DmabufClient(fixture.connect());
        surface = dmabufs.client().surface();
        fixture.show(dmabufs.client(), surface, X, Y);
    }

    @AfterEach
    void close() {
        dmabufs.close();
    }

    @ParameterizedTest
    @CsvSource({"XR24, 00FF0000, FFFF0000", "AR24, 80800000, 80800000", "AB24, 800000FF, 80FF0000",
        "AB24, FFFF0000, FF0000FF"})
    void everyFormatShowsItsColours(String format, String stored, String shown) throws IOException {
        Buffer buffer = dmabufs.buffer(16, 8, format).fill(0, 0, 16, 8, Integer.parseUnsignedInt(stored, 16))
                .fill(3, 2, 5, 1, format.startsWith("AB") ? BLUE : RED);
        show(buffer.proxy());
        assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, Integer.parseUnsignedInt(shown, 16))
                .fill(X + 3, Y + 2, 5, 1, RED), fixture.picture());
    }

    /** Only the driver can read it: it goes through a program of its own, also where it is scaled. */
    @Test
    void whatOnlyTheDriverCanReadIsScaled() throws IOException {
        WpViewportProxy viewport = dmabufs.client().viewporter().getViewport(surface);
        viewport.setDestination(32, 24);
        show(dmabufs.buffer(16, 8, "AB24").fill(0, 0, 16, 8, GREEN).proxy());
        assertShows(Canvas.of(fixture).fill(X, Y, 32, 24, GREEN), fixture.picture());
    }

    @Test
    void aBufferIsKeptUntilTheNextComes() throws IOException {
        Buffer[] buffers = {dmabufs.buffer(16, 8, "XR24").fill(0, 0, 16, 8, RED),
            dmabufs.buffer(16, 8, "XR24").fill(0, 0, 16, 8, GREEN)};
        show(buffers[0].proxy());
        for (int commit = 1; commit < 6; commit++) {
            fixture.frames(2);
            assertEquals((commit - 1) / 2, buffers[(commit - 1) % 2].releases());
            show(buffers[commit % 2].proxy());
            awaitReleases(buffers[(commit - 1) % 2], (commit + 1) / 2);
            assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, commit % 2 == 0 ? RED : GREEN),
                    fixture.picture());
        }
        assertEquals(2, painted.live());
    }

    @Test
    void whatWasNeverDrawnGoesBackAtOnce() throws IOException {
        Buffer first = dmabufs.buffer(16, 8, "XR24");
        surface.attach(first.proxy(), 0, 0);
        surface.commit();
        surface.attach(dmabufs.buffer(16, 8, "XR24").proxy(), 0, 0);
        surface.commit();
        dmabufs.client().roundtrip();
        assertEquals(1, first.releases());
    }

    @Test
    void whatIsDrawnLaterShowsWithTheNextCommit() throws IOException {
        Buffer buffer = dmabufs.buffer(16, 8, "XR24").fill(0, 0, 16, 8, RED);
        show(buffer.proxy());
        fixture.frames(2);
        buffer.fill(2, 2, 4, 4, BLUE);
        painted.repaint();
        surface.attach(buffer.proxy(), 0, 0);
        surface.damageBuffer(2, 2, 4, 4);
        surface.commit();
        assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, RED).fill(X + 2, Y + 2, 4, 4, BLUE),
                fixture.picture());
    }

    @Test
    void aDestroyedBufferIsShownUntilAnotherComes() throws IOException {
        Buffer buffer = dmabufs.buffer(16, 8, "XR24").fill(0, 0, 16, 8, RED);
        show(buffer.proxy());
        buffer.proxy().destroy();
        dmabufs.close();
        dmabufs.client().roundtrip();
        fixture.output().sceneOutput().damageWhole();
        assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, RED), fixture.picture());
        assertEquals(1, fixture.server().ledger().buffers());
        show(null);
        assertShows(Canvas.of(fixture), fixture.picture());
        assertEquals(0, fixture.server().ledger().buffers());
        assertEquals(0, painted.live());
    }

    @Test
    void aSurfaceMayChangeBetweenKindsOfBuffers() throws IOException {
        Buffer shared = dmabufs.buffer(16, 8, "AR24").fill(0, 0, 16, 8, RED);
        TestBuffer[] copied = {dmabufs.client().buffer(16, 8, GREEN), dmabufs.client().buffer(16, 8, BLUE)};
        for (int round = 0; round < 8; round++) {
            show(shared.proxy());
            assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, RED), fixture.picture());
            show(copied[round % 2].proxy());
            assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, round % 2 == 0 ? GREEN : BLUE),
                    fixture.picture());
        }
        assertEquals(1, painted.live());
    }

    @Test
    void twoSurfacesMayShowOneBuffer() throws IOException {
        WlSurfaceProxy other = dmabufs.client().surface();
        fixture.show(dmabufs.client(), other, 30, 20);
        Buffer buffer = dmabufs.buffer(16, 8, "XR24").fill(0, 0, 16, 8, RED);
        show(buffer.proxy());
        other.attach(buffer.proxy(), 0, 0);
        other.damageBuffer(0, 0, 16, 8);
        other.commit();
        assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, RED).fill(30, 20, 16, 8, RED), fixture.picture());
        other.destroy();
        dmabufs.client().roundtrip();
        fixture.output().sceneOutput().damageWhole();
        assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, RED), fixture.picture());
    }

    /** A client's device that never ends must not keep ours waiting. */
    @Test
    void aCommitWaitsUntilItsBufferIsDrawn() throws IOException {
        show(dmabufs.buffer(16, 8, "XR24").fill(0, 0, 16, 8, RED).proxy());
        fixture.frames(2);
        Buffer late = dmabufs.buffer(16, 8, "XR24").fill(0, 0, 16, 8, GREEN);
        painted.beginDrawing();
        try {
            show(late.proxy());
            fixture.frames(10);
            assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, RED), fixture.picture());
            painted.endDrawing();
            assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, GREEN), fixture.picture());
        } finally {
            painted.forgetDrawing();
        }
    }

    @Test
    void twoSurfacesWaitForOneBuffer() throws IOException {
        WlSurfaceProxy other = dmabufs.client().surface();
        fixture.show(dmabufs.client(), other, 30, 20);
        Buffer buffer = dmabufs.buffer(16, 8, "XR24").fill(0, 0, 16, 8, RED);
        painted.beginDrawing();
        try {
            show(buffer.proxy());
            other.attach(buffer.proxy(), 0, 0);
            other.commit();
            assertShows(Canvas.of(fixture), fixture.picture());
            painted.endDrawing();
            assertShows(Canvas.of(fixture).fill(X, Y, 16, 8, RED).fill(30, 20, 16, 8, RED),
                    fixture.picture());
        } finally {
            painted.forgetDrawing();
        }
    }

    @Test
    void whatIsNeverDrawnGoesWithItsClient() throws IOException {
        painted.beginDrawing();
        try {
            Buffer[] buffers = {dmabufs.buffer(16, 8, "XR24"), dmabufs.buffer(16, 8, "XR24")};
            for (int commit = 0; commit < 6; commit++) {
                show(buffers[commit % 2].proxy());
            }
            assertEquals(6, fixture.server().ledger().held(Held.WAITING_COMMITS));
            surface.destroy();
            dmabufs.client().roundtrip();
            assertEquals(0, fixture.server().ledger().held(Held.WAITING_COMMITS));
            dmabufs.client().close();
            fixture.frames(2);
            assertEquals(0, painted.live());
        } finally {
            painted.forgetDrawing();
        }
    }

    /** The driver draws on threads of its own, in real time. */
    private void awaitReleases(Buffer buffer, int releases) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (buffer.releases() < releases && System.nanoTime() < deadline) {
            fixture.frame();
        }
        assertEquals(releases, buffer.releases());
    }

    private void show(WlBufferProxy buffer) throws IOException {
        surface.attach(buffer, 0, 0);
        surface.damageBuffer(0, 0, 16, 8);
        surface.commit();
        dmabufs.client().roundtrip();
    }
}
