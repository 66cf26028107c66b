package org.breakwater.render.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransformTest {
    /** Where a pixel of a 10 x 6 picture goes, as the field's compositors have it. */
    @ParameterizedTest
    @CsvSource({"NORMAL, 2, 1", "_90, 4, 2", "_180, 7, 4", "_270, 1, 7",
        "FLIPPED, 7, 1", "FLIPPED_90, 1, 2", "FLIPPED_180, 2, 4", "FLIPPED_270, 4, 7"})
    void table(Transform transform, int x, int y) {
        assertEquals(new Rect(x, y, 1, 1), transform.apply(new Rect(2, 1, 1, 1), 10, 6));
        assertEquals(new FRect(x, y, 1, 1), transform.apply(new FRect(2, 1, 1, 1), 10.0, 6.0));
        assertEquals(x + 0.5, transform.applyX(2.5, 1.5, 10, 6));
        assertEquals(y + 0.5, transform.applyY(2.5, 1.5, 10, 6));
    }

    @Test
    void numbersOfTheWire() {
        assertSame(Transform._90, Transform.of(1));
        assertSame(Transform.FLIPPED_270, Transform.of(7));
        assertNull(Transform.of(8));
        assertNull(Transform.of(-1));
        assertEquals(4, Transform.FLIPPED.wire());
    }

    @ParameterizedTest
    @EnumSource
    void inverseUndoes(Transform transform) {
        Rect r = new Rect(1, 2, 3, 1);
        Rect there = transform.apply(r, 10, 6);
        assertEquals(r, transform.invert().apply(there, transform.width(10, 6),
                transform.height(10, 6)));
        assertSame(Transform.NORMAL, transform.then(transform.invert()));
    }

    @ParameterizedTest
    @EnumSource
    void compositionIsOneAfterTheOther(Transform first) {
        Rect r = new Rect(1, 2, 3, 1);
        for (Transform second : Transform.values()) {
            Rect expected = second.apply(first.apply(r, 10, 6), first.width(10, 6),
                    first.height(10, 6));
            assertEquals(expected, first.then(second).apply(r, 10, 6), first + " then " + second);
        }
    }
}
