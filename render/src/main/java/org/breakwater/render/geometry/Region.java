package org.breakwater.render.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A set of points on an integer grid. Immutable. {@link #equals} compares sets.
 *
 * <p>Coordinates are kept within {@code ±LIMIT}; what lies past is cut off. A union or difference
 * with a rectangle costs time in proportion to the rectangles that are there, so adding n
 * rectangles one by one is quadratic in the worst case, as is the number of rectangles in a grid of
 * crossing stripes: who takes rectangles from a client bounds them with {@link #collapse}.
 */
public final class Region extends Rects {
    /** No coordinate of a region is further from zero than this. */
    public static final int LIMIT = (1 << 30) - 1;

    public static final Region EMPTY = new Region(new int[0], 0);
    /** Every point there is. */
    public static final Region INFINITE =
            new Region(new int[] {-LIMIT, -LIMIT, LIMIT, LIMIT}, 1);

    private final Rect bounds;

    Region(int[] edges, int count) {
        super(edges, count);
        this.bounds = boundsOf(edges, count);
    }

    public static Region of(Rect r) {
        return ofCorners(r.x(), r.y(), r.x2(), r.y2());
    }

    public static Region of(int x, int y, int width, int height) {
        return of(new Rect(x, y, width, height));
    }

    private static Region ofCorners(int x1, int y1, int x2, int y2) {
        int left = clamp(x1);
        int top = clamp(y1);
        int right = clamp(x2);
        int bottom = clamp(y2);
        if (left >= right || top >= bottom) {
            return EMPTY;
        }
        return new Region(new int[] {left, top, right, bottom}, 1);
    }

    /**
     * The union of any number of rectangles, by halves: far cheaper than adding them one by one.
     */
    public static Region of(Collection<Rect> rects) {
        Region[] parts = new Region[rects.size()];
        int n = 0;
        for (Rect r : rects) {
            parts[n++] = of(r);
        }
        return unionOf(parts, n);
    }

    private static Region unionOf(Region[] parts, int count) {
        int n = count;
        while (n > 1) {
            int half = 0;
            for (int i = 0; i < n; i += 2) {
                parts[half++] = i + 1 < n ? parts[i].union(parts[i + 1]) : parts[i];
            }
            n = half;
        }
        return n == 0 ? EMPTY : parts[0];
    }

    /** The smallest rectangle that holds every point; {@link Rect#EMPTY} when there are none. */
    public Rect bounds() {
        return bounds;
    }

    public List<Rect> rects() {
        List<Rect> list = new ArrayList<>(count);
        forEach(list::add);
        return list;
    }

    public void forEach(Consumer<? super Rect> action) {
        for (int i = 0; i < count; i++) {
            action.accept(rect(i));
        }
    }

    public boolean contains(int x, int y) {
        if (!bounds.contains(x, y)) {
            return false;
        }
        for (int i = 0; i < count && y1(i) <= y; i++) {
            if (y < y2(i) && x >= x1(i) && x < x2(i)) {
                return true;
            }
        }
        return false;
    }

    /** True when every point of {@code r} is in the region. */
    public boolean contains(Rect r) {
        if (r.isEmpty()) {
            return true;
        }
        if (!bounds.contains(r)) {
            return false;
        }
        return count == 1 || of(r).subtract(this).isEmpty();
    }

    /** True when every point of the rectangle between two corners is in the region. */
    public boolean contains(int x1, int y1, int x2, int y2) {
        return containsInOne(x1, y1, x2, y2) || count > 1 && contains(Rect.ofCorners(x1, y1, x2, y2));
    }

    public boolean intersects(Rect r) {
        if (!bounds.intersects(r)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (x1(i) < r.x2() && r.x() < x2(i) && y1(i) < r.y2() && r.y() < y2(i)) {
                return true;
            }
        }
        return false;
    }

    public Region union(Region other) {
        if (other.isEmpty() || other == this || (count == 1 && bounds.contains(other.bounds))) {
            return this;
        }
        if (isEmpty() || (other.count == 1 && other.bounds.contains(bounds))) {
            return other;
        }
        return combine(BandSweep.Operation.UNION, this, other);
    }

    public Region union(Rect r) {
        return contained(r) ? this : union(of(r));
    }

    public Region intersect(Region other) {
        if (isEmpty() || other.isEmpty() || !bounds.intersects(other.bounds)) {
            return EMPTY;
        }
        if (other.count == 1) {
            return intersectOne(other.bounds);
        }
        if (count == 1) {
            return other.intersectOne(bounds);
        }
        return combine(BandSweep.Operation.INTERSECT, this, other);
    }

    public Region intersect(Rect r) {
        return bounds.intersects(r) ? intersectOne(r) : EMPTY;
    }

    private Region intersectOne(Rect r) {
        if (r.contains(bounds)) {
            return this;
        }
        if (count == 1) {
            return of(bounds.intersect(r));
        }
        return combine(BandSweep.Operation.INTERSECT, this, of(r));
    }

    public Region subtract(Region other) {
        if (isEmpty() || other.isEmpty() || !bounds.intersects(other.bounds)) {
            return this;
        }
        if (other.count == 1 && other.bounds.contains(bounds)) {
            return EMPTY;
        }
        return combine(BandSweep.Operation.SUBTRACT, this, other);
    }

    public Region subtract(Rect r) {
        return bounds.intersects(r) ? subtract(of(r)) : this;
    }

    /** The points in one of the two and not in the other. */
    public Region xor(Region other) {
        return equals(other) ? EMPTY : subtract(other).union(other.subtract(this));
    }

    private static Region combine(BandSweep.Operation operation, Region a, Region b) {
        BandSweep sweep = new BandSweep();
        sweep.combine(operation, a, b);
        return sweep.count == 0 ? EMPTY : new Region(Arrays.copyOf(sweep.out, 4 * sweep.count), sweep.count);
    }

    /** As the other is now. */
    public static Region copyOf(Rects other) {
        if (other instanceof Region region) {
            return region;
        }
        return other.count == 0 ? EMPTY
                : new Region(Arrays.copyOf(other.edges, 4 * other.count), other.count);
    }

    public Region translate(int dx, int dy) {
        if ((dx == 0 && dy == 0) || isEmpty()) {
            return this;
        }
        long left = (long) bounds.x() + dx;
        long top = (long) bounds.y() + dy;
        long right = (long) bounds.x2() + dx;
        long bottom = (long) bounds.y2() + dy;
        if (left < -LIMIT || top < -LIMIT || right > LIMIT || bottom > LIMIT) {
            return map(r -> ofCorners(clamp((long) r.x() + dx), clamp((long) r.y() + dy),
                    clamp((long) r.x2() + dx), clamp((long) r.y2() + dy)));
        }
        int[] moved = new int[4 * count];
        for (int i = 0; i < moved.length; i += 2) {
            moved[i] = edges[i] + dx;
            moved[i + 1] = edges[i + 1] + dy;
        }
        return new Region(moved, count);
    }

    /** Every rectangle scaled, its edges rounded outwards, so that the result covers all of it. */
    public Region scale(double sx, double sy) {
        if (sx == 1 && sy == 1) {
            return this;
        }
        return map(r -> ofCorners(clamp(Math.floor(r.x() * sx)), clamp(Math.floor(r.y() * sy)),
                clamp(Math.ceil(r.x2() * sx)), clamp(Math.ceil(r.y2() * sy))));
    }

    /** The region as {@code transform} shows it, in a space of {@code width} x {@code height}. */
    public Region transform(Transform transform, int width, int height) {
        if (transform == Transform.NORMAL) {
            return this;
        }
        return map(r -> of(transform.apply(r, width, height)));
    }

    /** Grown by {@code distance} on every side of every rectangle. */
    public Region expand(int distance) {
        return map(r -> ofCorners(clamp((long) r.x() - distance), clamp((long) r.y() - distance),
                clamp((long) r.x2() + distance), clamp((long) r.y2() + distance)));
    }

    /** This region, or its bounds when it has more than {@code maxRects} rectangles. */
    public Region collapse(int maxRects) {
        return count <= maxRects || count <= 1 ? this : of(bounds);
    }

    /** The union of what {@code f} makes of each rectangle. */
    public Region map(Function<Rect, Region> f) {
        if (count == 1) {
            return f.apply(bounds);
        }
        Region[] parts = new Region[count];
        for (int i = 0; i < count; i++) {
            parts[i] = f.apply(rect(i));
        }
        return unionOf(parts, count);
    }

    private boolean contained(Rect r) {
        return r.isEmpty() || (count == 1 && bounds.contains(r));
    }

    private static int clamp(long value) {
        return (int) Math.max(-LIMIT, Math.min(LIMIT, value));
    }

    private static int clamp(double value) {
        return (int) Math.max(-LIMIT, Math.min(LIMIT, value));
    }

    private static Rect boundsOf(int[] edges, int count) {
        if (count == 0) {
            return Rect.EMPTY;
        }
        int left = edges[0];
        int right = edges[2];
        for (int i = 4; i < 4 * count; i += 4) {
            left = Math.min(left, edges[i]);
            right = Math.max(right, edges[i + 2]);
        }
        return Rect.ofCorners(left, edges[1], right, edges[4 * count - 1]);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Region other && sameAs(other);
    }

    @Override
    public int hashCode() {
        int hash = count;
        for (int i = 0; i < 4 * count; i++) {
            hash = 31 * hash + edges[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return rects().toString();
    }
}
