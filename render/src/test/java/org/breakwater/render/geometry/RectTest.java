package org.breakwater.render.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RectTest {
    @Test
    void farEdgesStopAtTheEndOfInt() {
        Rect r = new Rect(Integer.MAX_VALUE - 1, 5, Integer.MAX_VALUE, 3);
        assertEquals(Integer.MAX_VALUE, r.x2());
        assertTrue(r.contains(Integer.MAX_VALUE - 1, 7));
        assertFalse(r.contains(Integer.MAX_VALUE - 1, 8));
        assertTrue(new Rect(0, 0, -1, 5).isEmpty());
        assertEquals(Rect.EMPTY, r.intersect(new Rect(0, 0, 10, 10)));
    }

    @Test
    void intersectionAndUnion() {
        Rect a = new Rect(0, 0, 10, 10);
        Rect b = new Rect(5, -5, 10, 10);
        assertEquals(new Rect(5, 0, 5, 5), a.intersect(b));
        assertEquals(new Rect(0, -5, 15, 15), a.union(b));
        assertEquals(a, a.union(new Rect(100, 100, 0, 4)));
        assertEquals(Rect.EMPTY, a.intersect(new Rect(10, 0, 5, 5)));
        assertTrue(a.contains(new Rect(2, 2, 8, 8)));
        assertFalse(a.contains(new Rect(2, 2, 9, 8)));
    }

    @Test
    void roundingOut() {
        assertEquals(new Rect(-1, 0, 3, 2), Rect.roundOut(new FRect(-0.5, 0, 2, 1.25)));
    }
}
