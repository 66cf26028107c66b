package org.breakwater.compositor.desktop;

import java.util.List;
import org.breakwater.render.geometry.Rect;

/**
 * Where new windows go: centred over their parent or in the usable area, and never exactly over
 * another.
 */
final class Placement {
    static final int CASCADE = 32;
    private static final int MAX_TRIES = 64;

    private final List<Placed> stack;

    Placement(List<Placed> stack) {
        this.stack = stack;
    }

    void place(Placed placed, Placed parent) {
        int width = placed.window().width();
        int height = placed.window().height();
        Rect area = placed.screen().usable();
        Rect around = area;
        if (parent != null && parent.isMapped()) {
            placed.setScreen(parent.screen());
            area = parent.screen().usable();
            around = parent.shown();
        }
        Rect bounds = pulledInto(area, new Rect(around.x() + (around.width() - width) / 2,
                around.y() + (around.height() - height) / 2, width, height));
        if (parent == null || !parent.isMapped()) {
            bounds = new LeastOverlap(area, shownOn(placed)).place(bounds);
        }
        for (int tries = 0; tries < MAX_TRIES && isTaken(bounds); tries++) {
            bounds = cascaded(area, bounds);
        }
        placed.moveTo(bounds.x(), bounds.y());
    }

    /** As far inside as it fits; what is too large begins at the area's upper left corner. */
    static Rect pulledInto(Rect area, Rect bounds) {
        int x = Math.max(area.x(), Math.min(bounds.x(), area.x2() - bounds.width()));
        int y = Math.max(area.y(), Math.min(bounds.y(), area.y2() - bounds.height()));
        return new Rect(x, y, bounds.width(), bounds.height());
    }

    private static Rect cascaded(Rect area, Rect bounds) {
        Rect next = bounds.translate(CASCADE, CASCADE);
        if (next.y2() > area.y2()) {
            next = new Rect(next.x(), area.y(), next.width(), next.height());
        }
        if (next.x2() > area.x2()) {
            next = new Rect(area.x(), next.y(), next.width(), next.height());
        }
        return next;
    }

    private List<Rect> shownOn(Placed placed) {
        return stack.stream()
                .filter(other -> other != placed && !other.isMinimized()
                && other.screen() == placed.screen())
                .map(Placed::shown)
                .toList();
    }

    private boolean isTaken(Rect bounds) {
        for (Placed other : stack) {
            Rect floating = other.floating();
            if (floating.x() == bounds.x() && floating.y() == bounds.y()) {
                return true;
            }
        }
        return false;
    }
}
