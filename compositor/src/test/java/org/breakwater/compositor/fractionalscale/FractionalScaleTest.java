package org.breakwater.compositor.fractionalscale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.breakwater.compositor.output.TestClient;
import org.breakwater.compositor.output.TestSession;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpFractionalScaleManagerV1Proxy;
import org.breakwater.wayland.client.WpFractionalScaleV1Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FractionalScaleTest {
    private final TestSession session = new TestSession();
    private final FractionalScale scales = new FractionalScale(session.display());
    private TestClient client;
    private WpFractionalScaleManagerV1Proxy manager;
    private WlSurfaceProxy surfaceProxy;
    private Surface surface;

    @BeforeEach
    void connect() throws Exception {
        client = session.connect();
        manager = client.bind(WpFractionalScaleManagerV1Proxy.TYPE, 1);
        surfaceProxy = client.createSurface();
        client.sync();
        surface = session.lastSurface();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void tellsChangesIn120ths() throws Exception {
        manager.getFractionalScale(surfaceProxy);
        assertEquals("", client.events());
        scales.setPreferredScale(surface, 1.5);
        scales.setPreferredScale(surface, 1.501);
        assertEquals("wp_fractional_scale_v1.preferred_scale(180)", client.events());
        scales.setPreferredScale(surface, 1);
        assertEquals("wp_fractional_scale_v1.preferred_scale(120)", client.events());
    }

    @Test
    void tellsOnCreationWhatIsKnown() throws Exception {
        scales.setPreferredScale(surface, 1.25);
        WpFractionalScaleV1Proxy first = manager.getFractionalScale(surfaceProxy);
        assertEquals("wp_fractional_scale_v1.preferred_scale(150)", client.events());
        first.destroy();
        client.sync();
        scales.setPreferredScale(surface, 2);
        assertEquals("", client.events());
        manager.getFractionalScale(surfaceProxy);
        manager.destroy();
        assertEquals("wp_fractional_scale_v1.preferred_scale(240)", client.events());
    }

    @Test
    void isOnePerSurface() {
        manager.getFractionalScale(surfaceProxy);
        manager.getFractionalScale(surfaceProxy);
        assertEquals("wp_fractional_scale_manager_v1 0", client.error());
    }

    @Test
    void fallsSilentAfterItsSurface() throws Exception {
        WpFractionalScaleV1Proxy scale = manager.getFractionalScale(surfaceProxy);
        surfaceProxy.destroy();
        client.sync();
        scales.setPreferredScale(surface, 3);
        scale.destroy();
        assertEquals("", client.events());
    }

    @Test
    void refusesScalesThatMakeNoSense() {
        for (double scale : new double[] {0, -1, Double.NaN, 1e12}) {
            assertThrows(IllegalArgumentException.class,
                    () -> scales.setPreferredScale(surface, scale));
        }
    }
}
