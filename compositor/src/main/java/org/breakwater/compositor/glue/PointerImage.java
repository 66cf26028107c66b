package org.breakwater.compositor.glue;

import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.compositor.seat.Seat;
import org.breakwater.compositor.seat.SetCursor;

/** The client's cursor surface, kept under the pointer. Without one nothing is drawn. */
public final class PointerImage {
    private final PointerCursor cursor;
    private final Layers layers;
    private SetCursor image;

    public PointerImage(Seat seat, PointerCursor cursor, Layers layers) {
        this.cursor = cursor;
        this.layers = layers;
        seat.cursorChanged().add(this::changed);
        cursor.moved().add(moved -> follow());
    }

    private void changed(SetCursor next) {
        if (isShown() && (next == null || next.surface() != image.surface())
                && image.surface().resource().isAlive()) {
            SurfaceNode last = SurfaceNode.of(image.surface());
            last.setTakesInput(true);
            last.toLimbo();
        }
        image = next;
        if (isShown()) {
            SurfaceNode node = SurfaceNode.of(next.surface());
            node.setTakesInput(false);
            node.tree().reparent(layers.cursor());
            follow();
        }
    }

    private boolean isShown() {
        return image != null && !image.isHidden();
    }

    private void follow() {
        if (isShown()) {
            SurfaceNode.of(image.surface()).tree().setPosition(
                    (int) Math.floor(cursor.x()) - image.hotspotX(),
                    (int) Math.floor(cursor.y()) - image.hotspotY());
        }
    }
}
