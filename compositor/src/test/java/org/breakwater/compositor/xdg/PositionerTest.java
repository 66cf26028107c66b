package org.breakwater.compositor.xdg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.XdgPositioner.Anchor;
import org.breakwater.wayland.XdgPositioner.Gravity;
import org.junit.jupiter.api.Test;

/** A popup of 40x20 at an anchor rectangle of 10x30 at (100, 200), unless a test says otherwise. */
final class PositionerTest {
    private static final int SLIDE = 3;
    private static final int FLIP = 12;
    private static final int RESIZE = 48;
    private static final int RUNS = 20_000;

    @Test
    void puts_the_popup_where_anchor_and_gravity_say() {
        assertEquals("85,205", place("none", "none"));
        assertEquals("85,190", place("top", "none"));
        assertEquals("85,180", place("top", "top"));
        assertEquals("85,230", place("bottom", "bottom"));
        assertEquals("60,205", place("left", "left"));
        assertEquals("110,205", place("right", "right"));
        assertEquals("60,180", place("top_left", "top_left"));
        assertEquals("110,180", place("top_right", "top_right"));
        assertEquals("60,230", place("bottom_left", "bottom_left"));
        assertEquals("110,230", place("bottom_right", "bottom_right"));
        assertEquals("100,230", place("bottom_left", "bottom_right"));
        assertEquals("110,200", place("top_right", "bottom_right"));
        assertEquals("70,200", place("top_right", "bottom_left"));
        assertEquals("90,230", place("bottom_right", "bottom"));
        assertEquals("110,190", place("top_right", "right"));
        assertEquals("80,220", place("bottom_left", "none"));
    }

    @Test
    void adds_the_offset_last() {
        Positioner rules = rules(Anchor.BOTTOM_LEFT, Gravity.BOTTOM_RIGHT, 0);
        assertEquals(new Rect(103, 226, 40, 20), withOffset(rules, 3, -4).place(null));
    }

    @Test
    void stays_where_it_fits_and_where_nothing_is_allowed() {
        Rect bounds = new Rect(0, 0, 150, 250);
        Positioner inside = rules(Anchor.BOTTOM_RIGHT, Gravity.BOTTOM_RIGHT, 63);
        assertEquals(new Rect(110, 230, 40, 20), inside.place(bounds));
        Rect small = new Rect(0, 0, 149, 249);
        Positioner stubborn = rules(Anchor.BOTTOM_RIGHT, Gravity.BOTTOM_RIGHT, 0);
        assertEquals(new Rect(110, 230, 40, 20), stubborn.place(small));
    }

    @Test
    void flips_each_axis_for_itself() {
        Positioner rules = rules(Anchor.BOTTOM_RIGHT, Gravity.BOTTOM_RIGHT, FLIP);
        assertEquals(new Rect(60, 230, 40, 20), rules.place(new Rect(0, 0, 149, 250)));
        assertEquals(new Rect(110, 180, 40, 20), rules.place(new Rect(0, 0, 150, 249)));
        assertEquals(new Rect(60, 180, 40, 20), rules.place(new Rect(0, 0, 149, 249)));
        Positioner onlyX = rules(Anchor.BOTTOM_RIGHT, Gravity.BOTTOM_RIGHT, 4);
        assertEquals(new Rect(60, 230, 40, 20), onlyX.place(new Rect(0, 0, 149, 249)));
    }

    @Test
    void keeps_the_offset_when_it_flips() {
        Positioner rules = withOffset(rules(Anchor.RIGHT, Gravity.RIGHT, FLIP), 5, 0);
        assertEquals(new Rect(65, 205, 40, 20), rules.place(new Rect(0, 0, 150, 300)));
    }

    @Test
    void does_not_flip_into_another_constraint() {
        Positioner rules = rules(Anchor.RIGHT, Gravity.RIGHT, FLIP);
        assertEquals(new Rect(110, 205, 40, 20), rules.place(new Rect(61, 0, 80, 300)));
    }

    @Test
    void slides_no_further_than_needed() {
        Positioner rules = rules(Anchor.BOTTOM_RIGHT, Gravity.BOTTOM_RIGHT, SLIDE);
        assertEquals(new Rect(100, 223, 40, 20), rules.place(new Rect(0, 0, 140, 243)));
        assertEquals(new Rect(120, 235, 40, 20), rules.place(new Rect(120, 235, 90, 90)));
    }

    /**
     * 40 wide in less: it stops when the edge that it slides towards, or started from, is at its
     * limit.
     */
    @Test
    void slides_what_is_too_large_as_its_gravity_says() {
        assertEquals("110", slidX("right", 110, 120, 30));
        assertEquals("100", slidX("right", 90, 105, 35));
        assertEquals("120", slidX("right", 150, 120, 30));
        assertEquals("110", slidX("left", 110, 120, 30));
        assertEquals("105", slidX("left", 150, 105, 35));
        assertEquals("110", slidX("left", 20, 120, 30));
    }

    @Test
    void flips_before_it_slides_before_it_shrinks() {
        Rect narrow = new Rect(61, 0, 80, 300);
        assertEquals(new Rect(101, 205, 40, 20),
                rules(Anchor.RIGHT, Gravity.RIGHT, FLIP | SLIDE | RESIZE).place(narrow));
        assertEquals(new Rect(110, 205, 31, 20),
                rules(Anchor.RIGHT, Gravity.RIGHT, FLIP | RESIZE).place(narrow));
        assertEquals(new Rect(100, 205, 30, 20),
                rules(Anchor.RIGHT, Gravity.RIGHT, 63).place(new Rect(100, 0, 30, 300)));
    }

    @Test
    void shrinks_only_to_something() {
        Positioner rules = rules(Anchor.RIGHT, Gravity.RIGHT, RESIZE);
        assertEquals(new Rect(110, 205, 40, 20), rules.place(new Rect(0, 0, 110, 300)));
        assertEquals(new Rect(110, 205, 1, 20), rules.place(new Rect(0, 0, 111, 300)));
    }

    @Test
    void survives_any_numbers() {
        int max = Integer.MAX_VALUE;
        Positioner rules = new Positioner(max, max, new Rect(max, max, max, max),
                Anchor.BOTTOM_RIGHT, Gravity.BOTTOM_RIGHT, 63, max, max, false, 0, 0, 0);
        Rect placed = rules.place(null);
        assertTrue(placed.x() > 0 && placed.width() == max);
        assertEquals(new Rect(0, 0, 100, 100), rules.place(new Rect(0, 0, 100, 100)));
        assertTrue(rules.place(new Rect(-max, -max, 100, 100)).width() > 0);
    }

    @Test
    void is_complete_with_a_size_and_something_to_hold_on_to() {
        Positioner empty = Positioner.INITIAL;
        assertFalse(empty.isComplete());
        Positioner whole = rules(Anchor.NONE, Gravity.NONE, 0);
        assertTrue(whole.isComplete());
        assertTrue(withRect(whole, new Rect(0, 0, 0, 12)).isComplete());
        assertFalse(withRect(whole, new Rect(5, 5, 0, 0)).isComplete());
        assertFalse(withRect(whole, null).isComplete());
    }

    @Test
    void is_within_bounds_when_it_may_slide_and_shrink() {
        Random random = new Random(1);
        for (int i = 0; i < RUNS; i++) {
            Positioner rules = anyRules(random, SLIDE | RESIZE | random.nextInt(64));
            Rect bounds = anyBounds(random);
            Rect placed = rules.place(bounds);
            assertTrue(bounds.contains(placed), () -> rules + " in " + bounds + " is " + placed);
        }
    }

    @Test
    void is_within_bounds_when_it_may_slide_and_fits() {
        Random random = new Random(2);
        for (int i = 0; i < RUNS; i++) {
            Positioner rules = anyRules(random, SLIDE | random.nextInt(16));
            Rect bounds = new Rect(random.nextInt(200) - 100, random.nextInt(200) - 100,
                    rules.width() + random.nextInt(100), rules.height() + random.nextInt(100));
            Rect placed = rules.place(bounds);
            assertTrue(bounds.contains(placed), () -> rules + " in " + bounds + " is " + placed);
            assertEquals(rules.width(), placed.width());
            assertEquals(rules.height(), placed.height());
        }
    }

    /**
     * The mirror image of the rules in the mirror image of the bounds gives the mirror image of the
     * place.
     */
    @Test
    void does_the_same_in_a_mirror() {
        Random random = new Random(3);
        for (int i = 0; i < RUNS; i++) {
            Positioner rules = even(anyRules(random, random.nextInt(64)));
            if (rules.gravity() == Gravity.NONE || rules.gravity() == Gravity.TOP
                    || rules.gravity() == Gravity.BOTTOM) {
                continue;
            }
            Rect bounds = anyBounds(random);
            Rect placed = rules.place(bounds);
            Rect mirrored = mirrored(rules).place(mirrored(bounds));
            assertEquals(mirrored(placed), mirrored, () -> rules + " in " + bounds);
        }
    }

    /** What is flipped is unconstrained, and is what the opposite rules give without bounds. */
    @Test
    void flips_to_what_the_opposite_rules_would_give() {
        Random random = new Random(4);
        int flips = 0;
        for (int i = 0; i < RUNS; i++) {
            Positioner rules = anyRules(random, 4);
            Rect bounds = anyBounds(random);
            Rect straight = rules.place(null);
            Rect placed = rules.place(bounds);
            if (!placed.equals(straight)) {
                flips++;
                assertEquals(opposite(rules).place(null), placed);
                assertTrue(placed.x() >= bounds.x() && placed.x2() <= bounds.x2());
            }
        }
        assertTrue(flips > 100, "there were only " + flips);
    }

    private static String slidX(String gravity, int anchorX, int low, int width) {
        Positioner rules = new Positioner(40, 20, new Rect(anchorX, 0, 0, 1), Anchor.NONE,
                Gravity.valueOf(gravity.toUpperCase(Locale.ROOT)), SLIDE, 0, 0, false, 0, 0, 0);
        return "" + rules.place(new Rect(low, -100, width, 200)).x();
    }

    private static String place(String anchor, String gravity) {
        Rect placed = rules(Anchor.valueOf(anchor.toUpperCase(Locale.ROOT)),
                Gravity.valueOf(gravity.toUpperCase(Locale.ROOT)), 0).place(null);
        assertEquals(40, placed.width());
        assertEquals(20, placed.height());
        return placed.x() + "," + placed.y();
    }

    private static Positioner rules(Anchor anchor, Gravity gravity, int adjustments) {
        return new Positioner(40, 20, new Rect(100, 200, 10, 30), anchor, gravity, adjustments, 0,
                0, false, 0, 0, 0);
    }

    private static Positioner withOffset(Positioner p, int x, int y) {
        return new Positioner(p.width(), p.height(), p.anchorRect(), p.anchor(), p.gravity(),
                p.adjustments(), x, y, false, 0, 0, 0);
    }

    private static Positioner withRect(Positioner p, Rect rect) {
        return new Positioner(p.width(), p.height(), rect, p.anchor(), p.gravity(),
                p.adjustments(), p.offsetX(), p.offsetY(), false, 0, 0, 0);
    }

    private static Positioner anyRules(Random random, int adjustments) {
        return new Positioner(1 + random.nextInt(80), 1 + random.nextInt(80),
                new Rect(random.nextInt(200) - 100, random.nextInt(200) - 100, random.nextInt(50),
                        random.nextInt(50)),
                Anchor.values()[random.nextInt(9)], Gravity.values()[random.nextInt(9)],
                adjustments, random.nextInt(20) - 10, random.nextInt(20) - 10, false, 0, 0, 0);
    }

    private static Rect anyBounds(Random random) {
        int x = random.nextInt(200) - 120;
        int y = random.nextInt(200) - 120;
        return new Rect(x, y, 1 + random.nextInt(220), 1 + random.nextInt(220));
    }

    private static Positioner even(Positioner p) {
        Rect rect = p.anchorRect();
        return new Positioner(2 * p.width(), 2 * p.height(),
                new Rect(rect.x(), rect.y(), 2 * rect.width(), 2 * rect.height()), p.anchor(),
                p.gravity(), p.adjustments(), p.offsetX(), p.offsetY(), false, 0, 0, 0);
    }

    private static Positioner mirrored(Positioner p) {
        return new Positioner(p.width(), p.height(), mirrored(p.anchorRect()),
                Anchor.valueOf(swapped(p.anchor().name(), "LEFT", "RIGHT")),
                Gravity.valueOf(swapped(p.gravity().name(), "LEFT", "RIGHT")), p.adjustments(),
                -p.offsetX(), p.offsetY(), false, 0, 0, 0);
    }

    private static Positioner opposite(Positioner p) {
        return new Positioner(p.width(), p.height(), p.anchorRect(),
                Anchor.valueOf(swapped(p.anchor().name(), "LEFT", "RIGHT")),
                Gravity.valueOf(swapped(p.gravity().name(), "LEFT", "RIGHT")), p.adjustments(),
                p.offsetX(), p.offsetY(), false, 0, 0, 0);
    }

    private static Rect mirrored(Rect rect) {
        return new Rect(-rect.x() - rect.width(), rect.y(), rect.width(), rect.height());
    }

    private static String swapped(String name, String a, String b) {
        return name.endsWith(a) ? name.substring(0, name.length() - a.length()) + b
                : name.endsWith(b) ? name.substring(0, name.length() - b.length()) + a : name;
    }
}
