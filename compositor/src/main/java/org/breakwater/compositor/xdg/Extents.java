package org.breakwater.compositor.xdg;

import java.util.ArrayDeque;
import org.breakwater.compositor.surface.Subsurface;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.geometry.Rect;

/** How far a surface reaches together with its subsurfaces. */
final class Extents {
    private record Part(Surface surface, int x, int y) {
    }

    private Extents() {
    }

    /** In the coordinates of {@code root}. */
    static Rect of(Surface root) {
        Rect own = new Rect(0, 0, root.width(), root.height());
        if (root.tree().stack().size() <= 1) {
            return own;
        }
        Rect extents = Rect.EMPTY;
        ArrayDeque<Part> open = new ArrayDeque<>();
        open.push(new Part(root, 0, 0));
        while (!open.isEmpty()) {
            Part part = open.pop();
            Surface surface = part.surface();
            extents = extents.union(new Rect(part.x(), part.y(), surface.width(),
                    surface.height()));
            for (Subsurface.Placement placement : surface.tree().stack()) {
                if (!placement.isParent() && placement.subsurface().surface().hasContent()) {
                    open.push(new Part(placement.subsurface().surface(), part.x() + placement.x(),
                            part.y() + placement.y()));
                }
            }
        }
        return extents;
    }
}
