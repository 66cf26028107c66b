package org.breakwater.render.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Regions against a set of pixels that is too slow and too simple to be wrong. */
class RegionTest {
    private static final int SIZE = 24;

    enum Kind { UNION, SUBTRACT, INTERSECT, XOR }

    record Step(Kind kind, List<Rect> operand) {
    }

    @Provide
    Arbitrary<Rect> rects() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, SIZE);
        return Combinators.combine(at, at, at, at).as((a, b, c, d) ->
                Rect.ofCorners(Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)));
    }

    @Provide
    Arbitrary<List<Rect>> pieces() {
        return rects().list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.of(Kind.class), pieces()).as(Step::new)
                .list().ofMaxSize(8);
    }

    @Property
    void everyOperationAgreesWithABitmap(@ForAll("steps") List<Step> steps) {
        Region region = Region.EMPTY;
        BitSet model = new BitSet();
        for (Step step : steps) {
            Region operand = Region.of(step.operand);
            BitSet bits = bits(operand);
            assertEquals(bitsOf(step.operand), bits);
            switch (step.kind) {
                case UNION -> {
                    region = region.union(operand);
                    model.or(bits);
                }
                case SUBTRACT -> {
                    region = region.subtract(operand);
                    model.andNot(bits);
                }
                case INTERSECT -> {
                    region = region.intersect(operand);
                    model.and(bits);
                }
                case XOR -> {
                    region = region.xor(operand);
                    model.xor(bits);
                }
            }
            assertEquals(model, bits(region));
            checkForm(region);
        }
    }

    @Property
    void theOrderOfRectanglesDoesNotMatter(@ForAll("pieces") List<Rect> rects) {
        Region oneByOne = Region.EMPTY;
        for (int i = rects.size() - 1; i >= 0; i--) {
            oneByOne = oneByOne.union(rects.get(i));
        }
        assertEquals(Region.of(rects), oneByOne);
        assertEquals(Region.of(rects).hashCode(), oneByOne.hashCode());
    }

    @Property
    void queriesAgreeWithABitmap(@ForAll("pieces") List<Rect> rects, @ForAll("rects") Rect probe) {
        Region region = Region.of(rects);
        BitSet bits = bits(region);
        BitSet probed = bitsOf(List.of(probe));
        assertEquals(bits.cardinality(), region.area());
        assertEquals(bits.intersects(probed), region.intersects(probe));
        BitSet missing = (BitSet) probed.clone();
        missing.andNot(bits);
        assertEquals(missing.isEmpty(), region.contains(probe));
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                assertEquals(bits.get(y * SIZE + x), region.contains(x, y));
            }
        }
        assertEquals(region, region.translate(3, -4).translate(-3, 4));
    }

    @Property
    void transformsMovePixels(@ForAll("pieces") List<Rect> rects, @ForAll Transform transform) {
        Region region = Region.of(rects);
        List<Rect> moved = new ArrayList<>();
        bits(region).stream().forEach(i ->
                moved.add(transform.apply(new Rect(i % SIZE, i / SIZE, 1, 1), SIZE, SIZE)));
        Region turned = region.transform(transform, SIZE, SIZE);
        assertEquals(Region.of(moved), turned);
        checkForm(turned);
    }

    @Test
    void scalingRoundsOutwards() {
        assertEquals(Region.of(1, 2, 3, 1), Region.of(1, 2, 2, 1).scale(1.25, 1.0));
        assertEquals(Region.of(2, 2, 4, 4), Region.of(1, 1, 2, 2).scale(2, 2));
    }

    @Test
    void extremesAreCutOffAndDoNotOverflow() {
        Region all = Region.of(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE,
                Integer.MAX_VALUE).union(new Rect(-5, -5, Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertTrue(all.contains(100, 100));
        assertTrue(Region.INFINITE.bounds().width() > 0);
        assertEquals(Region.INFINITE, Region.INFINITE.union(all));
        assertTrue(Region.INFINITE.translate(Integer.MAX_VALUE, 0).isEmpty());
        assertEquals(Region.INFINITE, Region.INFINITE.expand(Integer.MAX_VALUE));
        assertEquals(Region.INFINITE, Region.INFINITE.scale(1e30, 1e30));
        assertFalse(Region.INFINITE.transform(Transform._90, 100, 100).isEmpty());
    }

    @Test
    void collapsingKeepsWhatIsSimple() {
        Region few = Region.of(0, 0, 1, 1).union(new Rect(5, 5, 1, 1));
        assertSame(few, few.collapse(2));
        assertEquals(Region.of(0, 0, 6, 6), few.collapse(1));
    }

    @Test
    void manyRectanglesByHalvesTakeLittleTime() {
        List<Rect> checkers = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            checkers.add(new Rect(i % 200 * 2, i / 200 * 2, 1, 1));
        }
        assertEquals(40_000, Region.of(checkers).rectCount());
    }

    private static BitSet bits(Region region) {
        return bitsOf(region.rects());
    }

    private static BitSet bitsOf(List<Rect> rects) {
        BitSet bits = new BitSet();
        for (Rect r : rects) {
            for (int y = r.y(); y < r.y2(); y++) {
                if (!r.isEmpty()) {
                    bits.set(y * SIZE + r.x(), y * SIZE + r.x2());
                }
            }
        }
        return bits;
    }

    /** Bands: sorted, disjoint, never touching in a band, never two alike on top of each other. */
    private static void checkForm(Region region) {
        List<Rect> previous = List.of();
        List<Rect> band = new ArrayList<>();
        for (Rect r : region.rects()) {
            assertFalse(r.isEmpty());
            if (!band.isEmpty() && band.get(0).y() != r.y()) {
                checkBand(previous, band);
                previous = band;
                band = new ArrayList<>();
            }
            if (!band.isEmpty()) {
                Rect left = band.get(band.size() - 1);
                assertTrue(left.x2() < r.x());
                assertEquals(left.y2(), r.y2());
            }
            band.add(r);
        }
        checkBand(previous, band);
    }

    private static void checkBand(List<Rect> above, List<Rect> band) {
        if (above.isEmpty() || band.isEmpty()) {
            return;
        }
        assertTrue(above.get(0).y2() <= band.get(0).y());
        if (above.get(0).y2() == band.get(0).y() && above.size() == band.size()) {
            boolean same = true;
            for (int i = 0; i < band.size(); i++) {
                same &= above.get(i).x() == band.get(i).x()
                        && above.get(i).x2() == band.get(i).x2();
            }
            assertFalse(same, "two bands that should be one");
        }
    }
}
