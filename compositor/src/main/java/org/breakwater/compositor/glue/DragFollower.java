package org.breakwater.compositor.glue;

import org.breakwater.compositor.selection.DragIcon;
import org.breakwater.compositor.surface.Surface;

/** A surface that is drawn at the pointer, or the finger, and takes no input: what is dragged. */
public final class DragFollower {
    private final DragPlace place;
    private final Layers layers;
    private Surface surface;
    private int offsetX;
    private int offsetY;

    public DragFollower(DragPlace place, Layers layers) {
        this.place = place;
        this.layers = layers;
        place.moved().add(moved -> follow());
    }

    /** Null: nothing is drawn. */
    public void show(DragIcon icon) {
        if (icon == null) {
            show(null, 0, 0);
        } else {
            show(icon.surface(), icon.offsetX(), icon.offsetY());
        }
    }

    private void show(Surface next, int dx, int dy) {
        if (surface != null && surface != next && surface.resource().isAlive()) {
            SurfaceNode last = SurfaceNode.of(surface);
            last.setTakesInput(true);
            last.toLimbo();
        }
        boolean isNew = next != null && next != surface;
        surface = next;
        offsetX = dx;
        offsetY = dy;
        if (isNew) {
            SurfaceNode node = SurfaceNode.of(next);
            node.setTakesInput(false);
            node.tree().reparent(layers.cursor());
        }
        follow();
    }

    private void follow() {
        if (surface != null) {
            SurfaceNode.of(surface).tree().setPosition((int) Math.floor(place.x()) + offsetX,
                    (int) Math.floor(place.y()) + offsetY);
        }
    }
}
