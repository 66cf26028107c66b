package org.breakwater.compositor.xdg;

import java.util.List;
import org.breakwater.compositor.surface.Subsurface;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.geometry.Rect;

/** How far a surface reaches together with its subsurfaces. They nest only so deep: it goes down by recursion. */
final class Extents {
    private final Surface root;
    private Rect latest = Rect.EMPTY;
    private int left;
    private int top;
    private int right;
    private int bottom;

    Extents(Surface root) {
        this.root = root;
    }

    /** In the coordinates of the surface; the same rectangle as long as nothing changes. */
    Rect now() {
        left = 0;
        top = 0;
        right = root.width();
        bottom = root.height();
        addChildren(root, 0, 0);
        if (latest.x() != left || latest.y() != top || latest.x2() != right || latest.y2() != bottom) {
            latest = Rect.ofCorners(left, top, right, bottom);
        }
        return latest;
    }

    private void addChildren(Surface parent, int x, int y) {
        List<Subsurface.Placement> stack = parent.tree().stack();
        for (int i = 0; i < stack.size(); i++) {
            Subsurface.Placement placement = stack.get(i);
            if (!placement.isParent() && placement.subsurface().surface().hasContent()) {
                add(placement.subsurface().surface(), x + placement.x(), y + placement.y());
            }
        }
    }

    private void add(Surface surface, int x, int y) {
        if (surface.width() > 0 && surface.height() > 0) {
            boolean first = left == right || top == bottom;
            left = first ? x : Math.min(left, x);
            top = first ? y : Math.min(top, y);
            int x2 = (int) Math.min((long) x + surface.width(), Integer.MAX_VALUE);
            int y2 = (int) Math.min((long) y + surface.height(), Integer.MAX_VALUE);
            right = first ? x2 : Math.max(right, x2);
            bottom = first ? y2 : Math.max(bottom, y2);
        }
        addChildren(surface, x, y);
    }
}
