package org.breakwater.render.geometry;

/**
 * The eight values of {@code wl_output.transform}, in the order of the wire.
 *
 * <p>{@code t.apply(...)} turns coordinates of a <em>transformed picture</em> (a client's buffer,
 * or an output's framebuffer) into coordinates of the <em>upright</em> picture (the surface, or the
 * output's logical space): it undoes the counter-clockwise turn that the value names, so {@link
 * #_90} turns the coordinates clockwise. {@code t.invert().apply(...)} goes from the upright
 * picture to the transformed one. The width and height handed to {@code apply} are those of the
 * space one comes <em>from</em>.
 */
public enum Transform {
    NORMAL(1, 0, 0, 1),
    _90(0, -1, 1, 0),
    _180(-1, 0, 0, -1),
    _270(0, 1, -1, 0),
    FLIPPED(-1, 0, 0, 1),
    FLIPPED_90(0, 1, 1, 0),
    FLIPPED_180(1, 0, 0, -1),
    FLIPPED_270(0, -1, -1, 0);

    private static final Transform[] VALUES = values();

    // x' = xx * x + xy * y, y' = yx * x + yy * y, then moved back into the first quadrant.
    private final int xx;
    private final int xy;
    private final int yx;
    private final int yy;

    Transform(int xx, int xy, int yx, int yy) {
        this.xx = xx;
        this.xy = xy;
        this.yx = yx;
        this.yy = yy;
    }

    /** The transform with this number on the wire, or null when there is none. */
    public static Transform of(int wire) {
        return wire >= 0 && wire < VALUES.length ? VALUES[wire] : null;
    }

    /** The number of this value on the wire. */
    public int wire() {
        return ordinal();
    }

    /** True when width and height change places. */
    public boolean swapsAxes() {
        return xx == 0;
    }

    /** The transform that undoes this one. */
    public Transform invert() {
        return find(xx, yx, xy, yy);
    }

    /** This transform first, then {@code next}. */
    public Transform then(Transform next) {
        return find(next.xx * xx + next.xy * yx, next.xx * xy + next.xy * yy,
                next.yx * xx + next.yy * yx, next.yx * xy + next.yy * yy);
    }

    /** The width of a {@code width} x {@code height} box after this transform. */
    public int width(int width, int height) {
        return swapsAxes() ? height : width;
    }

    /** The height of a {@code width} x {@code height} box after this transform. */
    public int height(int width, int height) {
        return swapsAxes() ? width : height;
    }

    public Rect apply(Rect r, int width, int height) {
        long x = (long) xx * r.x() + (long) xy * r.y();
        long y = (long) yx * r.x() + (long) yy * r.y();
        int w = width(r.width(), r.height());
        int h = height(r.width(), r.height());
        return new Rect(saturate(turnedLeft() ? x + width(width, height) - w : x),
                saturate(turnedUp() ? y + height(width, height) - h : y), w, h);
    }

    public FRect apply(FRect r, double width, double height) {
        double w = swapsAxes() ? r.height() : r.width();
        double h = swapsAxes() ? r.width() : r.height();
        double x = xx * r.x() + xy * r.y();
        double y = yx * r.x() + yy * r.y();
        return new FRect(turnedLeft() ? x + (swapsAxes() ? height : width) - w : x,
                turnedUp() ? y + (swapsAxes() ? width : height) - h : y, w, h);
    }

    /** The horizontal coordinate of a point (not of a pixel) after this transform. */
    public double applyX(double x, double y, double width, double height) {
        return xx * x + xy * y + (turnedLeft() ? (swapsAxes() ? height : width) : 0);
    }

    /** The vertical coordinate of a point (not of a pixel) after this transform. */
    public double applyY(double x, double y, double width, double height) {
        return yx * x + yy * y + (turnedUp() ? (swapsAxes() ? width : height) : 0);
    }

    private boolean turnedLeft() {
        return xx + xy < 0;
    }

    private boolean turnedUp() {
        return yx + yy < 0;
    }

    private static int saturate(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    private static Transform find(int xx, int xy, int yx, int yy) {
        for (Transform t : VALUES) {
            if (t.xx == xx && t.xy == xy && t.yx == yx && t.yy == yy) {
                return t;
            }
        }
        throw new AssertionError("not one of the eight");
    }
}
