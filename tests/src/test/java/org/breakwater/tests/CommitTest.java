package org.breakwater.tests;

import static org.breakwater.tests.PixelAssert.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;
import org.breakwater.wayland.WlOutput;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nothing of what a client says of a surface shows before its commit, and all of it at once after.
 */
@ExtendWith(FdLeakExtension.class)
class CommitTest {
    private static final int RED = 0xffff0000;
    private static final int BLUE = 0xff0000ff;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient client;
    private WlSurfaceProxy proxy;
    private Surface surface;

    @BeforeEach
    void mapRed() throws IOException {
        client = fixture.connect();
        proxy = client.surface();
        surface = fixture.show(client, proxy, 4, 4);
        proxy.attach(client.buffer(16, 8, RED).proxy(), 0, 0);
        proxy.damage(0, 0, 16, 8);
        proxy.commit();
    }

    @Test
    void aFirstCommitShowsTheSurface() {
        assertShows(Canvas.of(fixture).fill(4, 4, 16, 8, RED), fixture.picture());
    }

    @Test
    void nothingChangesBeforeTheCommit() throws IOException {
        fixture.picture();
        changeEverything();
        client.roundtrip();
        assertShows(Canvas.of(fixture).fill(4, 4, 16, 8, RED), fixture.picture());
        assertEquals("16x8 NORMAL 1 opaque [] input null", describe());
        proxy.commit();
        client.roundtrip();
        assertEquals("4x10 _90 2 opaque [Rect[x=0, y=0, width=3, height=3]] input "
                + "[Rect[x=1, y=1, width=2, height=2]]", describe());
        assertShows(Canvas.of(fixture).fill(4, 4, 4, 10, BLUE), fixture.picture());
    }

    @Test
    void whatWasSaidAfterTheCommitWaitsForTheNext() throws IOException {
        changeEverything();
        proxy.commit();
        proxy.setBufferScale(1);
        proxy.setBufferTransform(WlOutput.Transform.NORMAL.value());
        client.roundtrip();
        assertEquals(2, surface.current().scale());
        assertEquals(Transform._90, surface.current().transform());
        proxy.commit();
        client.roundtrip();
        assertEquals("20x8", surface.width() + "x" + surface.height());
    }

    @Test
    void aRegionIsCopiedWhenItIsSet() throws IOException {
        var region = client.region(0, 0, 5, 5);
        proxy.setInputRegion(region);
        region.add(5, 5, 5, 5);
        region.destroy();
        proxy.commit();
        client.roundtrip();
        assertEquals(Region.of(new Rect(0, 0, 5, 5)), surface.current().input());
    }

    @Test
    void attachingNothingTakesTheSurfaceAway() throws IOException {
        fixture.picture();
        proxy.attach(null, 0, 0);
        client.roundtrip();
        assertTrue(surface.isMapped());
        proxy.commit();
        assertShows(Canvas.of(fixture), fixture.picture());
        assertEquals(0, surface.width());
    }

    @Test
    void anUnattachedBufferIsNeverRead() throws IOException {
        fixture.picture();
        TestBuffer never = client.buffer(16, 8, BLUE);
        proxy.attach(never.proxy(), 0, 0);
        proxy.attach(client.buffer(16, 8, 0xff00ff00).proxy(), 0, 0);
        proxy.damage(0, 0, 16, 8);
        proxy.commit();
        assertShows(Canvas.of(fixture).fill(4, 4, 16, 8, 0xff00ff00), fixture.picture());
        assertEquals(0, never.releases());
    }

    @Test
    void theBufferComesBackOnceItHasBeenRead() throws IOException {
        TestBuffer second = client.buffer(16, 8, BLUE);
        proxy.attach(second.proxy(), 0, 0);
        proxy.damage(0, 0, 16, 8);
        client.roundtrip();
        assertEquals(0, second.releases());
        proxy.commit();
        client.roundtrip();
        assertEquals(1, second.releases());
        second.fill(0, 0, 16, 8, RED);
        assertShows(Canvas.of(fixture).fill(4, 4, 16, 8, BLUE), fixture.picture());
    }

    @Test
    void aBufferMayBeDestroyedRightAfterTheCommit() throws IOException {
        TestBuffer second = client.buffer(16, 8, BLUE);
        proxy.attach(second.proxy(), 0, 0);
        proxy.damage(0, 0, 16, 8);
        proxy.commit();
        second.proxy().destroy();
        assertShows(Canvas.of(fixture).fill(4, 4, 16, 8, BLUE), fixture.picture());
        proxy.commit();
        assertShows(Canvas.of(fixture).fill(4, 4, 16, 8, BLUE), fixture.picture());
    }

    @Test
    void aBufferDestroyedBeforeTheCommitHarmsNothing() throws IOException {
        fixture.picture();
        TestBuffer second = client.buffer(16, 8, BLUE);
        proxy.attach(second.proxy(), 0, 0);
        proxy.damage(0, 0, 16, 8);
        second.proxy().destroy();
        proxy.commit();
        client.roundtrip();
        fixture.picture();
        proxy.attach(client.buffer(16, 8, 0xff00ff00).proxy(), 0, 0);
        proxy.damage(0, 0, 16, 8);
        proxy.commit();
        assertShows(Canvas.of(fixture).fill(4, 4, 16, 8, 0xff00ff00), fixture.picture());
    }

    private void changeEverything() {
        proxy.attach(client.buffer(20, 8, BLUE).proxy(), 0, 0);
        proxy.damageBuffer(0, 0, 20, 8);
        proxy.setBufferTransform(WlOutput.Transform._90.value());
        proxy.setBufferScale(2);
        proxy.setOpaqueRegion(client.region(0, 0, 3, 3));
        proxy.setInputRegion(client.region(1, 1, 2, 2));
    }

    private String describe() {
        var state = surface.current();
        return state.width() + "x" + state.height() + " " + state.transform() + " " + state.scale()
                + " opaque " + state.opaque().rects() + " input "
                + (state.input() == null ? null : state.input().rects());
    }
}
