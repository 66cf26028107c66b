package org.breakwater.render.geometry;

/**
 * A rectangle on an integer grid: it holds the points with {@code x <= px < x2()} and
 * {@code y <= py < y2()}. Any four integers are allowed, because clients send any four integers: a
 * rectangle with a width or height of zero or less is empty, and far edges past the range of an
 * {@code int} stop at its end.
 */
public record Rect(int x, int y, int width, int height) {
    public static final Rect EMPTY = new Rect(0, 0, 0, 0);

    /**
     * The rectangle between two corners; empty when the second is not below and right of the first.
     */
    public static Rect ofCorners(int x1, int y1, int x2, int y2) {
        return new Rect(x1, y1, saturate((long) x2 - x1), saturate((long) y2 - y1));
    }

    /** The smallest rectangle that holds every point of {@code r}. */
    public static Rect roundOut(FRect r) {
        return ofCorners((int) Math.floor(r.x()), (int) Math.floor(r.y()),
                (int) Math.ceil(r.x2()), (int) Math.ceil(r.y2()));
    }

    public int x2() {
        return saturate((long) x + width);
    }

    public int y2() {
        return saturate((long) y + height);
    }

    public boolean isEmpty() {
        return width <= 0 || height <= 0;
    }

    public boolean contains(int px, int py) {
        return px >= x && py >= y && px < x2() && py < y2();
    }

    /** True when every point of {@code other} is in this rectangle; an empty one always is. */
    public boolean contains(Rect other) {
        return other.isEmpty() || (!isEmpty() && other.x >= x && other.y >= y
                && other.x2() <= x2() && other.y2() <= y2());
    }

    public boolean intersects(Rect other) {
        return !isEmpty() && !other.isEmpty() && x < other.x2() && other.x < x2()
                && y < other.y2() && other.y < y2();
    }

    /** The points in both; {@link #EMPTY} when there are none. */
    public Rect intersect(Rect other) {
        if (!intersects(other)) {
            return EMPTY;
        }
        return ofCorners(Math.max(x, other.x), Math.max(y, other.y),
                Math.min(x2(), other.x2()), Math.min(y2(), other.y2()));
    }

    /** The smallest rectangle that holds both; an empty one adds nothing. */
    public Rect union(Rect other) {
        if (isEmpty()) {
            return other.isEmpty() ? EMPTY : other;
        }
        if (other.isEmpty()) {
            return this;
        }
        return ofCorners(Math.min(x, other.x), Math.min(y, other.y),
                Math.max(x2(), other.x2()), Math.max(y2(), other.y2()));
    }

    public Rect translate(int dx, int dy) {
        return new Rect(saturate((long) x + dx), saturate((long) y + dy), width, height);
    }

    public FRect toFRect() {
        return new FRect(x, y, width, height);
    }

    private static int saturate(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
}
