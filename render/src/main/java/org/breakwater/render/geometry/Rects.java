package org.breakwater.render.geometry;

import java.util.Arrays;

/**
 * A set of points on an integer grid, to be looked at: disjoint rectangles in <em>bands</em>. Rectangles of
 * one band share top and bottom, bands are sorted from top to bottom and never overlap, rectangles in a band
 * are sorted from left to right and never touch, and two bands that touch differ in their rectangles. So a
 * set of points has exactly one form.
 */
public abstract sealed class Rects permits Region, RegionBuffer {
    int[] edges;                    // x1, y1, x2, y2 of each rectangle
    int count;

    Rects(int[] edges, int count) {
        this.edges = edges;
        this.count = count;
    }

    public final boolean isEmpty() {
        return count == 0;
    }

    /** How many disjoint rectangles make up the set. */
    public final int rectCount() {
        return count;
    }

    public final Rect rect(int i) {
        return Rect.ofCorners(x1(i), y1(i), x2(i), y2(i));
    }

    public final int x1(int i) {
        return edges[4 * i];
    }

    public final int y1(int i) {
        return edges[4 * i + 1];
    }

    public final int x2(int i) {
        return edges[4 * i + 2];
    }

    public final int y2(int i) {
        return edges[4 * i + 3];
    }

    /** True when the two have a point in common. */
    public final boolean intersects(int left, int top, int right, int bottom) {
        for (int i = 0; i < count; i++) {
            if (x1(i) < right && left < x2(i) && y1(i) < bottom && top < y2(i)) {
                return true;
            }
        }
        return false;
    }

    /** True when all of a rectangle, which is not empty, lies in one of those that make up the set. */
    final boolean containsInOne(int left, int top, int right, int bottom) {
        for (int i = 0; i < count; i++) {
            if (x1(i) <= left && x2(i) >= right && y1(i) <= top && y2(i) >= bottom) {
                return true;
            }
        }
        return false;
    }

    /** True when both hold the same points. */
    public final boolean sameAs(Rects other) {
        return count == other.count
                && Arrays.equals(edges, 0, 4 * count, other.edges, 0, 4 * count);
    }

    /** The number of points. */
    public final long area() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += ((long) x2(i) - x1(i)) * ((long) y2(i) - y1(i));
        }
        return sum;
    }
}
