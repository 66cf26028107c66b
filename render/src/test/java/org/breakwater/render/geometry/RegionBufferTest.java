package org.breakwater.render.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What changes in place comes to the same as what does not. */
class RegionBufferTest {
    @Property(tries = 300)
    void everyOperationIsThatOfARegion(@ForAll long seed) {
        Random random = new Random(seed);
        RegionBuffer buffer = new RegionBuffer();
        Region expected = Region.EMPTY;
        for (int step = 0; step < 40; step++) {
            Region other = region(random);
            Rect r = rect(random);
            switch (random.nextInt(8)) {
                case 0 -> {
                    buffer.set(other);
                    expected = other;
                }
                case 1, 2 -> {
                    buffer.add(other);
                    expected = expected.union(other);
                }
                case 3 -> {
                    buffer.add(r.x(), r.y(), r.x2(), r.y2());
                    expected = expected.union(r);
                }
                case 4 -> {
                    buffer.intersect(other);
                    expected = expected.intersect(other);
                }
                case 5 -> {
                    buffer.intersect(r);
                    expected = expected.intersect(r);
                }
                case 6 -> {
                    buffer.subtract(other);
                    expected = expected.subtract(other);
                }
                default -> {
                    buffer.collapse(12);
                    expected = expected.collapse(12);
                }
            }
            assertEquals(expected, buffer.toRegion(), "step " + step);
            assertEquals(expected.isEmpty(), buffer.isEmpty());
            assertEquals(expected.intersects(r), !r.isEmpty()
                    && buffer.intersects(r.x(), r.y(), r.x2(), r.y2()));
        }
    }

    @Test
    void whatAClientSendsIsCutOffWhereARegionEnds() {
        RegionBuffer buffer = new RegionBuffer();
        buffer.addClamped(Integer.MIN_VALUE, -5, 10, 10);
        assertTrue(buffer.isEmpty(), "it ends left of where a region begins");
        buffer.addClamped(-5, 7, Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertEquals(Region.of(Rect.ofCorners(-5, 7, Region.LIMIT, Region.LIMIT)), buffer.toRegion());
    }

    private static Region region(Random random) {
        Region region = Region.EMPTY;
        for (int i = random.nextInt(5); i > 0; i--) {
            region = region.union(rect(random));
        }
        return region;
    }

    private static Rect rect(Random random) {
        return new Rect(random.nextInt(30) - 5, random.nextInt(30) - 5, random.nextInt(12) - 1,
                random.nextInt(12) - 1);
    }
}
