package org.breakwater.tests;

import static org.breakwater.tests.PixelAssert.assertShows;

import java.io.IOException;
import org.breakwater.wayland.WlOutput;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpSinglePixelBufferManagerV1Proxy;
import org.breakwater.wayland.client.WpViewportProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes out on the output, against a picture painted pixel by pixel. */
@ExtendWith(FdLeakExtension.class)
class PixelTest {
    private static final int RED = 0xffff0000;
    private static final int GREEN = 0xff00ff00;
    private static final int BLUE = 0xff0000ff;
    private static final int WHITE = 0xffffffff;
    private static final int HALF_GREEN = 0x80008000;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient client;
    private WlSurfaceProxy proxy;

    @BeforeEach
    void connect() throws IOException {
        client = fixture.connect();
        proxy = client.surface();
        fixture.show(client, proxy, 10, 10);
    }

    @Test
    void nothingButTheBackground() {
        assertShows(Canvas.of(fixture), fixture.picture());
    }

    @Test
    void oneThatReachesOverTheEdges() throws IOException {
        WlSurfaceProxy large = client.surface();
        fixture.show(client, large, -10, -10);
        commit(large, client.buffer(100, 30, RED));
        assertShows(Canvas.of(fixture).fill(-10, -10, 100, 30, RED), fixture.picture());
    }

    @Test
    void aTranslucentOneIsBlendedOverWhatIsBelow() throws IOException {
        commit(proxy, client.buffer(20, 20, RED));
        WlSurfaceProxy above = client.surface();
        fixture.show(client, above, 20, 20);
        commit(above, client.buffer(20, 20, HALF_GREEN));
        assertShows(Canvas.of(fixture).fill(10, 10, 20, 20, RED).fill(20, 20, 20, 20, HALF_GREEN),
                fixture.picture());
    }

    @Test
    void drawingAgainDoesNotBlendTwice() throws IOException {
        commit(proxy, client.buffer(20, 20, HALF_GREEN));
        fixture.picture();
        commit(proxy, client.buffer(20, 20, HALF_GREEN));
        fixture.picture();
        commit(proxy, client.buffer(20, 20, HALF_GREEN));
        assertShows(Canvas.of(fixture).fill(10, 10, 20, 20, HALF_GREEN), fixture.picture());
    }

    @Test
    void aSurfaceThatGoesLeavesWhatWasBelow() throws IOException {
        commit(proxy, client.buffer(20, 20, RED));
        WlSurfaceProxy above = client.surface();
        fixture.show(client, above, 15, 15);
        commit(above, client.buffer(20, 20, BLUE));
        fixture.picture();
        above.destroy();
        assertShows(Canvas.of(fixture).fill(10, 10, 20, 20, RED), fixture.picture());
    }

    @Test
    void aScaledBufferIsShownSmaller() throws IOException {
        TestBuffer buffer = client.buffer(16, 16, RED).fill(8, 0, 8, 8, GREEN);
        proxy.setBufferScale(2);
        commit(proxy, buffer);
        assertShows(Canvas.of(fixture).fill(10, 10, 8, 8, RED).fill(14, 10, 4, 4, GREEN),
                fixture.picture());
    }

    @ParameterizedTest
    @EnumSource(WlOutput.Transform.class)
    void aTurnedBufferIsTurnedBack(WlOutput.Transform transform) throws IOException {
        int bufferWidth = 12;
        int bufferHeight = 6;
        TestBuffer buffer = client.buffer(bufferWidth, bufferHeight, RED)
                .fill(0, 0, 4, 2, GREEN).fill(8, 0, 4, 2, BLUE).fill(0, 5, 1, 1, WHITE);
        proxy.setBufferTransform(transform.value());
        commit(proxy, buffer);
        boolean turned = transform.value() % 2 == 1;
        int width = turned ? bufferHeight : bufferWidth;
        int height = turned ? bufferWidth : bufferHeight;
        Canvas canvas = Canvas.of(fixture);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                // wl_output.transform's turns are counter-clockwise, and come after the flip.
                int bx = switch (transform) {
                    case NORMAL, FLIPPED_180 -> x;
                    case _90, FLIPPED_90 -> y;
                    case _180, FLIPPED -> width - 1 - x;
                    case _270, FLIPPED_270 -> height - 1 - y;
                };
                int by = switch (transform) {
                    case NORMAL, FLIPPED -> y;
                    case _90, FLIPPED_270 -> width - 1 - x;
                    case _180, FLIPPED_180 -> height - 1 - y;
                    case _270, FLIPPED_90 -> x;
                };
                int colour = bx == 0 && by == 5 ? WHITE
                        : by < 2 && bx < 4 ? GREEN : by < 2 && bx >= 8 ? BLUE : RED;
                canvas.fill(10 + x, 10 + y, 1, 1, colour);
            }
        }
        assertShows(canvas, fixture.picture());
    }

    @Test
    void aViewportCrops() throws IOException {
        TestBuffer buffer = client.buffer(20, 20, RED).fill(10, 10, 5, 5, GREEN).fill(15, 15, 5, 5,
                BLUE);
        WpViewportProxy viewport = client.viewporter().getViewport(proxy);
        viewport.setSource(10, 10, 10, 10);
        commit(proxy, buffer);
        assertShows(Canvas.of(fixture).fill(10, 10, 10, 10, RED).fill(10, 10, 5, 5, GREEN)
                .fill(15, 15, 5, 5, BLUE), fixture.picture());
    }

    @Test
    void aViewportStretches() throws IOException {
        WpViewportProxy viewport = client.viewporter().getViewport(proxy);
        viewport.setDestination(30, 7);
        commit(proxy, client.buffer(3, 21, RED));
        assertShows(Canvas.of(fixture).fill(10, 10, 30, 7, RED), fixture.picture());
    }

    @Test
    void aViewportThatGoesRestoresTheBuffersSize() throws IOException {
        WpViewportProxy viewport = client.viewporter().getViewport(proxy);
        viewport.setSource(0, 0, 2, 2);
        viewport.setDestination(30, 30);
        commit(proxy, client.buffer(20, 20, RED));
        fixture.picture();
        viewport.destroy();
        assertShows(Canvas.of(fixture).fill(10, 10, 30, 30, RED), fixture.picture());
        proxy.commit();
        assertShows(Canvas.of(fixture).fill(10, 10, 20, 20, RED), fixture.picture());
    }

    @Test
    void aSinglePixelFillsAViewport() throws IOException {
        WpSinglePixelBufferManagerV1Proxy manager =
                client.bind(WpSinglePixelBufferManagerV1Proxy.TYPE);
        client.viewporter().getViewport(proxy).setDestination(12, 9);
        proxy.attach(manager.createU32RgbaBuffer(0, -1, 0, -1), 0, 0);
        proxy.damageBuffer(0, 0, 1, 1);
        proxy.commit();
        assertShows(Canvas.of(fixture).fill(10, 10, 12, 9, GREEN), fixture.picture());
    }

    @Test
    void theLatestIsOnTop() throws IOException {
        commit(proxy, client.buffer(20, 20, RED));
        for (int i = 0; i < 5; i++) {
            WlSurfaceProxy next = client.surface();
            fixture.show(client, next, 12 + 2 * i, 12 + 2 * i);
            commit(next, client.buffer(10, 10, i % 2 == 0 ? GREEN : BLUE));
        }
        Canvas canvas = Canvas.of(fixture).fill(10, 10, 20, 20, RED);
        for (int i = 0; i < 5; i++) {
            canvas.fill(12 + 2 * i, 12 + 2 * i, 10, 10, i % 2 == 0 ? GREEN : BLUE);
        }
        assertShows(canvas, fixture.picture());
    }

    @Test
    void aTruncatedBufferShowsNothingPastItsEndAndTheSessionGoesOn() throws IOException {
        TestBuffer buffer = client.buffer(32, 32, RED);
        buffer.truncate(0);
        commit(proxy, buffer);
        assertShows(Canvas.of(fixture), fixture.picture());
        client.roundtrip();
        commit(proxy, client.buffer(8, 8, GREEN));
        assertShows(Canvas.of(fixture).fill(10, 10, 8, 8, GREEN), fixture.picture());
    }

    private static void commit(WlSurfaceProxy surface, TestBuffer buffer) {
        surface.attach(buffer.proxy(), 0, 0);
        surface.damageBuffer(0, 0, buffer.width(), buffer.height());
        surface.commit();
    }
}
