package org.breakwater.render.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.junit.jupiter.api.Test;

class DamageRingTest {
    private static final Rect BOUNDS = new Rect(0, 0, 100, 100);
    private static final Region WHOLE = Region.of(BOUNDS);

    private final RecordingRenderer renderer = new RecordingRenderer();
    private final DamageRing ring = new DamageRing(BOUNDS);
    private final RenderTarget a = renderer.createTarget(100, 100);
    private final RenderTarget b = renderer.createTarget(100, 100);

    @Test
    void eachTargetGetsWhatItMissed() {
        assertEquals(WHOLE, Region.copyOf(ring.pending()));
        assertEquals(WHOLE, Region.copyOf(ring.take(a)));
        assertTrue(ring.pending().isEmpty());
        Region one = Region.of(1, 1, 2, 2);
        ring.add(one);
        assertEquals(WHOLE, Region.copyOf(ring.take(b)));
        Region two = Region.of(50, 50, 2, 2);
        ring.add(two);
        assertEquals(two, Region.copyOf(ring.pending()));
        assertEquals(one.union(two), Region.copyOf(ring.take(a)));
        assertEquals(two, Region.copyOf(ring.take(b)));
        assertTrue(ring.take(a).isEmpty());
    }

    @Test
    void damageIsCutToTheOutput() {
        ring.take(a);
        ring.add(Region.of(100, 0, 5, 5));
        assertTrue(ring.pending().isEmpty());
        ring.add(Region.of(-5, -5, 10, 10));
        assertEquals(Region.of(0, 0, 5, 5), Region.copyOf(ring.take(a)));
    }

    @Test
    void manyRectanglesBecomeTheirBounds() {
        ring.take(a);
        for (int i = 0; i < DamageRing.MAX_RECTS; i++) {
            ring.add(Region.of(2 * (i / 16), 2 * (i % 16), 1, 1));
        }
        assertEquals(DamageRing.MAX_RECTS, ring.pending().rectCount());
        ring.add(Region.of(80, 80, 1, 1));
        assertEquals(Region.of(0, 0, 81, 81), Region.copyOf(ring.pending()));
        assertEquals(Region.of(0, 0, 81, 81), Region.copyOf(ring.take(a)));
    }

    @Test
    void targetsAreForgotten() {
        ring.take(a);
        ring.forget(a);
        assertEquals(WHOLE, Region.copyOf(ring.take(a)));
        for (int i = 0; i < 20; i++) {
            ring.take(renderer.createTarget(100, 100));
        }
        assertEquals(WHOLE, Region.copyOf(ring.take(a)));
        ring.reset(new Rect(0, 0, 10, 10));
        assertEquals(Region.of(0, 0, 10, 10), Region.copyOf(ring.take(a)));
    }
}
