package org.breakwater.render.geometry;

/**
 * A region that changes in place, for what is put together anew with every frame: once it has met the largest
 * set that it holds, it allocates nothing. Coordinates must be within {@code ±Region.LIMIT}.
 */
public final class RegionBuffer extends Rects {
    private static final int[] NO_EDGES = {};

    private BandSweep sweep;                // null: not needed yet
    private RegionBuffer operand;           // a rectangle to combine with; null: not needed yet

    public RegionBuffer() {
        super(NO_EDGES, 0);
    }

    public RegionBuffer clear() {
        count = 0;
        return this;
    }

    public RegionBuffer set(Rects other) {
        if (edges.length < 4 * other.count) {
            edges = new int[4 * Math.max(other.count, 2 * count)];
        }
        System.arraycopy(other.edges, 0, edges, 0, 4 * other.count);
        count = other.count;
        return this;
    }

    /** The rectangle between two corners; nothing when the second is not below and right of the first. */
    public RegionBuffer set(int x1, int y1, int x2, int y2) {
        if (edges.length == 0) {
            edges = new int[4];
        }
        count = x1 < x2 && y1 < y2 ? 1 : 0;
        edges[0] = x1;
        edges[1] = y1;
        edges[2] = x2;
        edges[3] = y2;
        return this;
    }

    public RegionBuffer set(Rect r) {
        return set(r.x(), r.y(), r.x2(), r.y2());
    }

    public RegionBuffer add(Rects other) {
        if (count == 0) {
            return set(other);
        }
        if (other.count == 1) {
            return add(other.x1(0), other.y1(0), other.x2(0), other.y2(0));
        }
        if (other.count == 0 || (count == 1 && covers(other))) {
            return this;
        }
        return combine(BandSweep.Operation.UNION, other);
    }

    public RegionBuffer add(int x1, int y1, int x2, int y2) {
        if (count == 0) {
            return set(x1, y1, x2, y2);
        }
        if (x1 >= x2 || y1 >= y2 || holds(x1, y1, x2, y2)) {
            return this;
        }
        return combine(BandSweep.Operation.UNION, rectangle(x1, y1, x2, y2));
    }

    /** A rectangle as a client sends it, cut off where a region ends. */
    public RegionBuffer addClamped(int x, int y, int width, int height) {
        return add(Math.max(x, -Region.LIMIT), Math.max(y, -Region.LIMIT),
                (int) Math.min((long) x + width, Region.LIMIT),
                (int) Math.min((long) y + height, Region.LIMIT));
    }

    public RegionBuffer intersect(Rects other) {
        if (count == 0 || other.count == 0) {
            return clear();
        }
        if (other.count == 1) {
            return intersect(other.x1(0), other.y1(0), other.x2(0), other.y2(0));
        }
        return combine(BandSweep.Operation.INTERSECT, other);
    }

    public RegionBuffer intersect(Rect r) {
        return intersect(r.x(), r.y(), r.x2(), r.y2());
    }

    public RegionBuffer intersect(int x1, int y1, int x2, int y2) {
        if (count == 0) {
            return this;
        }
        if (x1 >= x2 || y1 >= y2) {
            return clear();
        }
        if (count == 1) {
            return set(Math.max(x1, edges[0]), Math.max(y1, edges[1]), Math.min(x2, edges[2]),
                    Math.min(y2, edges[3]));
        }
        int only = -1;
        for (int i = 0; i < count && y1(i) < y2; i++) {
            if (x1(i) < x2 && x1 < x2(i) && y1 < y2(i)) {
                if (only >= 0) {
                    return combine(BandSweep.Operation.INTERSECT, rectangle(x1, y1, x2, y2));
                }
                only = i;
            }
        }
        return only < 0 ? clear() : set(Math.max(x1, x1(only)), Math.max(y1, y1(only)),
                Math.min(x2, x2(only)), Math.min(y2, y2(only)));
    }

    public RegionBuffer subtract(Rects other) {
        if (count == 0 || other.count == 0) {
            return this;
        }
        if (other.count == 1 && count == 1 && other.x1(0) <= edges[0] && other.y1(0) <= edges[1]
                && other.x2(0) >= edges[2] && other.y2(0) >= edges[3]) {
            return clear();
        }
        return combine(BandSweep.Operation.SUBTRACT, other);
    }

    /** Becomes its bounds when it has more than {@code maxRects} rectangles. */
    public RegionBuffer collapse(int maxRects) {
        if (count > maxRects && count > 1) {
            int left = edges[0];
            int right = edges[2];
            for (int i = 1; i < count; i++) {
                left = Math.min(left, x1(i));
                right = Math.max(right, x2(i));
            }
            set(left, edges[1], right, y2(count - 1));
        }
        return this;
    }

    /** As it is now. */
    public Region toRegion() {
        return Region.copyOf(this);
    }

    /** True when every point of a rectangle is here: the parts that are do not overlap, so their areas add up. */
    private boolean holds(int x1, int y1, int x2, int y2) {
        long missing = (long) (x2 - x1) * (y2 - y1);
        for (int i = 0; i < count && missing > 0; i++) {
            int width = Math.min(x2, x2(i)) - Math.max(x1, x1(i));
            int height = Math.min(y2, y2(i)) - Math.max(y1, y1(i));
            if (width > 0 && height > 0) {
                missing -= (long) width * height;
            }
        }
        return missing == 0;
    }

    private boolean covers(Rects other) {
        for (int i = 0; i < other.count; i++) {
            if (other.x1(i) < edges[0] || other.y1(i) < edges[1] || other.x2(i) > edges[2]
                    || other.y2(i) > edges[3]) {
                return false;
            }
        }
        return true;
    }

    private RegionBuffer rectangle(int x1, int y1, int x2, int y2) {
        if (operand == null) {
            operand = new RegionBuffer();
        }
        return operand.set(x1, y1, x2, y2);
    }

    private RegionBuffer combine(BandSweep.Operation operation, Rects other) {
        if (sweep == null) {
            sweep = new BandSweep();
        }
        sweep.combine(operation, this, other);
        int[] before = edges;
        edges = sweep.out;
        count = sweep.count;
        sweep.out = before;
        return this;
    }

    @Override
    public String toString() {
        return toRegion().toString();
    }
}
