package org.breakwater.compositor.viewporter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.output.TestSession;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.Viewport;
import org.breakwater.render.geometry.FRect;
import org.breakwater.wayland.client.WlBufferProxy;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpSinglePixelBufferManagerV1Proxy;
import org.breakwater.wayland.client.WpViewportProxy;
import org.breakwater.wayland.client.WpViewporterProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ViewporterTest {
    private final TestSession session = new TestSession();
    private TestClient client;
    private WpViewporterProxy viewporter;
    private WlSurfaceProxy surface;
    private WpViewportProxy viewport;
    private WlBufferProxy buffer;

    @BeforeEach
    void connect() throws Exception {
        new Viewporter(session.display());
        new SizedBuffers(session.display());
        client = session.connect();
        viewporter = client.bind(WpViewporterProxy.TYPE, 1);
        surface = client.createSurface();
        viewport = viewporter.getViewport(surface);
        buffer = client.bind(WpSinglePixelBufferManagerV1Proxy.TYPE, 1)
                .createU32RgbaBuffer(100, 60, 0, 0);
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void appliesCropAndScaleWithTheCommit() throws Exception {
        client.attachAndCommit(surface, buffer);
        assertEquals("100x60", size());
        viewport.setDestination(30, 20);
        assertEquals("100x60", size());
        surface.commit();
        assertEquals("30x20", size());
        viewport.setSource(1.5, 2, 10, 58);
        viewport.setDestination(-1, -1);
        surface.commit();
        assertEquals("10x58", size());
        assertEquals(new Viewport(new FRect(1.5, 2, 10, 58), -1, -1),
                session.lastSurface().current().viewport());
        viewport.setSource(-1, -1, -1, -1);
        surface.commit();
        assertEquals("100x60", size());
    }

    @Test
    void cropsInCoordinatesAfterScaleAndTransform() throws Exception {
        surface.setBufferScale(2);
        surface.setBufferTransform(1);
        viewport.setSource(0, 0, 30, 50);
        client.attachAndCommit(surface, buffer);
        assertEquals("30x50", size());
        viewport.setSource(0, 0, 30.5, 50);
        surface.commit();
        assertEquals("wp_viewport 2", client.error());
    }

    @Test
    void isUndoneByTheCommitAfterItsEnd() throws Exception {
        viewport.setSource(0, 0, 5.5, 5.5);
        viewport.setDestination(30, 20);
        client.attachAndCommit(surface, buffer);
        viewport.destroy();
        assertEquals("30x20", size());
        surface.commit();
        assertEquals("100x60", size());
        viewporter.getViewport(surface).setDestination(7, 8);
        viewporter.destroy();
        surface.commit();
        assertEquals("7x8", size());
    }

    @Test
    void isOnePerSurface() {
        viewporter.getViewport(surface);
        assertEquals("wp_viewporter 0", client.error());
    }

    @ParameterizedTest
    @CsvSource({"-1,0,1,1", "0,-1,1,1", "0,0,0,1", "0,0,1,0", "0,0,-1,1", "0,0,1,-1", "-1,-1,-1,1"})
    void refusesSourcesThatAreNegativeOrEmpty(double x, double y, double width, double height) {
        viewport.setSource(x, y, width, height);
        assertEquals("wp_viewport 0", client.error());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0,1", "1,0", "-1,1", "1,-1", "-2,-2", "-2147483648,5"})
    void refusesDestinationsThatAreNegativeOrEmpty(int width, int height) {
        viewport.setDestination(width, height);
        assertEquals("wp_viewport 0", client.error());
    }

    @ParameterizedTest
    @CsvSource({"10.5,10", "10,10.5"})
    void refusesFractionalSizesAtCommit(double width, double height) throws Exception {
        viewport.setSource(0, 0, width, height);
        surface.commit();
        client.sync();
        client.attachAndCommit(surface, buffer);
        assertEquals("wp_viewport 1", client.error());
    }

    @ParameterizedTest
    @CsvSource({"0,0,101,60", "0,0,100,61", "0.5,0,100,60", "100,60,1,1", "0,59.5,1,0.75"})
    void refusesSourcesOutOfTheBufferAtCommit(double x, double y, double width, double height)
            throws Exception {
        viewport.setSource(x, y, width, height);
        viewport.setDestination(10, 10);
        surface.commit();
        client.sync();
        client.attachAndCommit(surface, buffer);
        assertEquals("wp_viewport 2", client.error());
    }

    @Test
    void refusesASmallerBufferUnderTheSameSource() throws Exception {
        viewport.setSource(0, 0, 100, 60);
        client.attachAndCommit(surface, buffer);
        assertEquals("100x60", size());
        client.attachAndCommit(surface, null);
        assertEquals("0x0", size());
        client.attachAndCommit(surface, client.bind(WpSinglePixelBufferManagerV1Proxy.TYPE, 1)
                .createU32RgbaBuffer(99, 60, 0, 0));
        assertEquals("wp_viewport 2", client.error());
    }

    @Test
    void mayOnlyBeDestroyedAfterItsSurface() throws Exception {
        WpViewportProxy other = viewporter.getViewport(client.createSurface());
        surface.destroy();
        viewport.destroy();
        client.sync();
        WlSurfaceProxy last = client.createSurface();
        WpViewportProxy orphan = viewporter.getViewport(last);
        last.destroy();
        other.destroy();
        client.sync();
        orphan.setDestination(-1, -1);
        assertEquals("wp_viewport 3", client.error());
    }

    @Test
    void saysNoSurfaceBeforeBadValue() {
        surface.destroy();
        viewport.setSource(-5, 0, 0, 0);
        assertEquals("wp_viewport 3", client.error());
    }

    private String size() throws Exception {
        client.sync();
        Surface shown = session.lastSurface();
        return shown.width() + "x" + shown.height();
    }
}
