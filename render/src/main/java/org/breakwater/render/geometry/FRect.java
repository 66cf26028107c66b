package org.breakwater.render.geometry;

/**
 * A rectangle with fractional edges, such as the source of a viewport. Empty as {@link Rect} is.
 */
public record FRect(double x, double y, double width, double height) {

    public double x2() {
        return x + width;
    }

    public double y2() {
        return y + height;
    }

    /** True as well when an edge is not a number. */
    public boolean isEmpty() {
        return !(width > 0 && height > 0);
    }

    public FRect translate(double dx, double dy) {
        return new FRect(x + dx, y + dy, width, height);
    }

    public FRect scale(double sx, double sy) {
        return new FRect(x * sx, y * sy, width * sx, height * sy);
    }

    /** True when all four edges lie on the integer grid. */
    public boolean isIntegral() {
        return x == Math.rint(x) && y == Math.rint(y)
                && width == Math.rint(width) && height == Math.rint(height);
    }
}
