package org.breakwater.tests;

import static org.breakwater.tests.PixelAssert.assertShows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.wayland.WlOutput;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WpViewportProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Only what is damaged is read: a test changes every pixel of the buffer, declares some of it, and
 * sees the old pixels everywhere else.
 */
@ExtendWith(FdLeakExtension.class)
class DamageTest {
    private static final int RED = 0xffff0000;
    private static final int BLUE = 0xff0000ff;

    @RegisterExtension
    final Fixture fixture = new Fixture();
    private TestClient client;
    private WlSurfaceProxy proxy;
    private TestBuffer buffer;

    @BeforeEach
    void mapRed() throws IOException {
        client = fixture.connect();
        proxy = client.surface();
        fixture.show(client, proxy, 0, 0);
        buffer = client.buffer(16, 8, RED);
    }

    @Test
    void bufferDamageIsInBufferCoordinates() throws IOException {
        proxy.setBufferScale(2);
        first();
        proxy.damageBuffer(4, 2, 8, 2);
        change();
        assertShows(red(8, 4).fill(2, 1, 4, 1, BLUE), fixture.picture());
    }

    @Test
    void surfaceDamageIsScaledToTheBuffer() throws IOException {
        proxy.setBufferScale(2);
        first();
        proxy.damage(2, 1, 4, 1);
        change();
        assertShows(red(8, 4).fill(2, 1, 4, 1, BLUE), fixture.picture());
    }

    @Test
    void surfaceDamageIsTurnedToTheBuffer() throws IOException {
        proxy.setBufferTransform(WlOutput.Transform._90.value());
        first();
        proxy.damage(1, 3, 2, 5);
        change();
        assertShows(red(8, 16).fill(1, 3, 2, 5, BLUE), fixture.picture());
    }

    @Test
    void surfaceDamageIsMirroredToTheBuffer() throws IOException {
        proxy.setBufferTransform(WlOutput.Transform.FLIPPED_270.value());
        first();
        proxy.damage(1, 3, 2, 5);
        change();
        assertShows(red(8, 16).fill(1, 3, 2, 5, BLUE), fixture.picture());
    }

    @Test
    void surfaceDamageFollowsTheViewport() throws IOException {
        WpViewportProxy viewport = client.viewporter().getViewport(proxy);
        viewport.setSource(8, 0, 8, 8);
        first();
        proxy.damage(4, 6, 2, 4);
        change();
        assertShows(red(8, 8).fill(4, 6, 2, 2, BLUE), fixture.picture());
    }

    @Test
    void damageOfAStretchedSurfaceIsRoundedOutwards() throws IOException {
        WpViewportProxy viewport = client.viewporter().getViewport(proxy);
        viewport.setSource(4, 0, 8, 8);
        viewport.setDestination(24, 24);
        first();
        Region[] seen = new Region[1];
        fixture.surface(client, proxy).committed().add(s -> seen[0] = bufferDamage(s));
        proxy.damage(4, 6, 3, 3);
        change();
        client.roundtrip();
        assertEquals(Region.of(new Rect(5, 2, 2, 1)), seen[0]);
    }

    @Test
    void damageOfBothKindsAddsUp() throws IOException {
        proxy.setBufferScale(2);
        first();
        proxy.damage(0, 0, 1, 1);
        proxy.damageBuffer(14, 6, 2, 2);
        change();
        assertShows(red(8, 4).fill(0, 0, 1, 1, BLUE).fill(7, 3, 1, 1, BLUE), fixture.picture());
    }

    @Test
    void damageOutsideOfTheBufferIsCutOff() throws IOException {
        first();
        proxy.damageBuffer(-100, -100, 101, 101);
        proxy.damage(15, 7, Integer.MAX_VALUE, Integer.MAX_VALUE);
        proxy.damage(Integer.MIN_VALUE, Integer.MIN_VALUE, 1, 1);
        proxy.damage(0, 0, -5, -5);
        change();
        assertShows(red(16, 8).fill(0, 0, 1, 1, BLUE).fill(15, 7, 1, 1, BLUE), fixture.picture());
    }

    @Test
    void allTheSurfaceIsDamagedByTheLargestNumbers() throws IOException {
        first();
        proxy.damage(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
        change();
        assertShows(Canvas.of(fixture).fill(0, 0, 16, 8, BLUE), fixture.picture());
    }

    @Test
    void withoutDamageTheOldPixelsStay() throws IOException {
        first();
        change();
        assertShows(red(16, 8), fixture.picture());
    }

    @Test
    void aBufferOfAnotherSizeIsReadWhole() throws IOException {
        first();
        proxy.attach(client.buffer(20, 10, BLUE).proxy(), 0, 0);
        proxy.commit();
        assertShows(Canvas.of(fixture).fill(0, 0, 20, 10, BLUE), fixture.picture());
    }

    @Test
    void damageIsForOneCommitOnly() throws IOException {
        first();
        proxy.damageBuffer(0, 0, 2, 2);
        proxy.attach(buffer.proxy(), 0, 0);
        proxy.commit();
        client.roundtrip();
        change();
        assertShows(red(16, 8), fixture.picture());
    }

    @Test
    void theSurfaceSaysWhatOfTheBufferIsDamaged() throws IOException {
        proxy.setBufferScale(2);
        first();
        var surface = fixture.surface(client, proxy);
        Region[] seen = new Region[1];
        surface.committed().add(s -> seen[0] = bufferDamage(s));
        proxy.damage(1, 1, 2, 2);
        change();
        client.roundtrip();
        assertEquals(Region.of(new Rect(2, 2, 4, 4)), seen[0]);
    }

    private void first() throws IOException {
        proxy.attach(buffer.proxy(), 0, 0);
        proxy.damageBuffer(0, 0, 16, 8);
        proxy.commit();
        fixture.picture();
    }

    /** Every pixel of the buffer is blue now; the damage has been declared before. */
    private void change() {
        buffer.fill(0, 0, 16, 8, BLUE);
        proxy.attach(buffer.proxy(), 0, 0);
        proxy.commit();
    }

    private Canvas red(int width, int height) {
        return Canvas.of(fixture).fill(0, 0, width, height, RED);
    }

    private static Region bufferDamage(Surface surface) {
        RegionBuffer damage = new RegionBuffer();
        surface.addBufferDamage(damage);
        return damage.toRegion();
    }
}
