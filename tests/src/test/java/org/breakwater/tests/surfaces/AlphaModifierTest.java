package org.breakwater.tests.surfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.tests.FdLeakExtension;
import org.breakwater.tests.Fixture;
import org.breakwater.tests.TestClient;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpAlphaModifierSurfaceV1Proxy;
import org.breakwater.wayland.client.WpAlphaModifierV1Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code wp_alpha_modifier_surface_v1}, in pixels. */
@ExtendWith(FdLeakExtension.class)
class AlphaModifierTest {
    private static final int HALF = 0x8000_0000;
    private static final int ONE = 0xffff_ffff;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient client;
    private WpAlphaModifierV1Proxy modifiers;
    private WlSurfaceProxy above;
    private WpAlphaModifierSurfaceV1Proxy modifier;

    @BeforeEach
    void redAboveBlue() throws IOException {
        client = fixture.connect();
        modifiers = client.bind(WpAlphaModifierV1Proxy.TYPE);
        show(0xff0000ff);
        above = show(0xffff0000);
        modifier = modifiers.getSurface(above);
        assertEquals(0xff0000, at(fixture));
    }

    @Test
    void halfOfItBlendsAndWhatIsBelowIsNoLongerCulled() throws IOException {
        modifier.setMultiplier(HALF);
        assertEquals(0xff0000, at(fixture));
        above.commit();
        assertEquals(0x80007f, at(fixture));
        modifier.setMultiplier(0);
        above.commit();
        assertEquals(0x0000ff, at(fixture));
        modifier.setMultiplier(ONE);
        above.commit();
        assertEquals(0xff0000, at(fixture));
    }

    @Test
    void itsEndUndoesItWithTheNextCommit() throws IOException {
        modifier.setMultiplier(HALF);
        above.commit();
        modifier.destroy();
        assertEquals(0x80007f, at(fixture));
        above.commit();
        assertEquals(0xff0000, at(fixture));
        modifiers.getSurface(above).setMultiplier(HALF);
        above.commit();
        assertEquals(0x80007f, at(fixture));
    }

    @Test
    void aSurfaceHasOne() {
        modifiers.getSurface(above);
        client.expectError("wp_alpha_modifier_v1", 0);
    }

    @Test
    void aMultiplierNeedsTheSurface() {
        above.destroy();
        modifier.setMultiplier(HALF);
        client.expectError("wp_alpha_modifier_surface_v1", 0);
    }

    private WlSurfaceProxy show(int argb) throws IOException {
        WlSurfaceProxy surface = client.surface();
        fixture.show(client, surface, 4, 4);
        surface.attach(client.buffer(8, 8, argb).proxy(), 0, 0);
        surface.setOpaqueRegion(client.region(0, 0, 8, 8));
        surface.commit();
        return surface;
    }

    private static int at(Fixture fixture) {
        return fixture.picture().at(6, 6) & 0xffffff;
    }
}
