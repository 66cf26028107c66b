package org.breakwater.compositor.xdg;

import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.wayland.XdgPositioner.Anchor;
import org.breakwater.wayland.XdgPositioner.ConstraintAdjustment;
import org.breakwater.wayland.XdgPositioner.Gravity;

/**
 * The rules by which a popup is placed: pure geometry, all of it relative to the parent's window
 * geometry. The two axes do not know of each other; see {@link PlacementAxis}.
 *
 * <p>{@code anchorRect}: null until it is set. {@code adjustments}: bits of {@link
 * ConstraintAdjustment}. {@code parentWidth}, {@code parentHeight}: the size that the parent will
 * have; 0 is the one it has. {@code parentConfigure}: the serial of the configure that brings the
 * parent there; 0 is none.
 */
public record Positioner(int width, int height, Rect anchorRect, Anchor anchor, Gravity gravity,
        int adjustments,
        int offsetX, int offsetY, boolean reactive, int parentWidth, int parentHeight,
        int parentConfigure) {
    static final Positioner INITIAL =
            new Positioner(0, 0, null, Anchor.NONE, Gravity.NONE, 0, 0, 0, false, 0, 0, 0);

    /** It has a size and something to hold on to: it can be used. */
    public boolean isComplete() {
        return width > 0 && height > 0 && anchorRect != null
                && (anchorRect.width() > 0 || anchorRect.height() > 0);
    }

    /**
     * The popup's place and size when it has to stay within {@code bounds}; null bounds are none.
     */
    public Rect place(Rect bounds) {
        PlacementAxis horizontal = new PlacementAxis(anchorRect.x(), anchorRect.width(),
                sideX(anchor.name()), sideX(gravity.name()), offsetX, width);
        PlacementAxis vertical = new PlacementAxis(anchorRect.y(), anchorRect.height(),
                sideY(anchor.name()), sideY(gravity.name()), offsetY, height);
        PlacementAxis.Span x = horizontal.unconstrained();
        PlacementAxis.Span y = vertical.unconstrained();
        if (bounds != null) {
            x = horizontal.within(bounds.x(), bounds.x2(), has(ConstraintAdjustment.FLIP_X),
                    has(ConstraintAdjustment.SLIDE_X), has(ConstraintAdjustment.RESIZE_X));
            y = vertical.within(bounds.y(), bounds.y2(), has(ConstraintAdjustment.FLIP_Y),
                    has(ConstraintAdjustment.SLIDE_Y), has(ConstraintAdjustment.RESIZE_Y));
        }
        return new Rect(clamp(x.start()), clamp(y.start()), (int) x.length(), (int) y.length());
    }

    private boolean has(ConstraintAdjustment adjustment) {
        return (adjustments & adjustment.value()) != 0;
    }

    private static int sideX(String edges) {
        return edges.endsWith("LEFT") ? -1 : edges.endsWith("RIGHT") ? 1 : 0;
    }

    private static int sideY(String edges) {
        return edges.startsWith("TOP") ? -1 : edges.startsWith("BOTTOM") ? 1 : 0;
    }

    private static int clamp(long coordinate) {
        return (int) Math.max(-Region.LIMIT, Math.min(Region.LIMIT, coordinate));
    }
}
