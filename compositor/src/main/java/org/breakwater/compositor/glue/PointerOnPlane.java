package org.breakwater.compositor.glue;

import org.breakwater.compositor.backend.PointerPlane;
import org.breakwater.compositor.seat.PointerCursor;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.scene.SceneOutput;
import org.breakwater.render.scene.TreeNode;

/** Shows the cursor on an output's plane rather than in its frames, as long as the plane takes it. */
final class PointerOnPlane {
    private final SceneOutput output;
    private final PointerPlane plane;
    private final PointerCursor pointer;
    private boolean lifted = true;
    private long version;
    private Rect lastPlace;
    private int lastX;
    private int lastY;
    private int hotspotX;
    private int hotspotY;

    /** {@code cursor}: the tree that holds what is shown at the pointer's place. */
    PointerOnPlane(SceneOutput output, PointerPlane plane, TreeNode cursor, PointerCursor pointer) {
        this.output = output;
        this.plane = plane;
        this.pointer = pointer;
        output.lift(cursor, plane.width(), plane.height());
    }

    /** After the scene's update: takes what is new to the plane, and says whether there is anything. */
    boolean update() {
        if (!plane.isUsable()) {
            if (lifted) {
                lifted = false;
                output.lift(null, 0, 0);
            }
            return false;
        }
        Rect place = output.lifted();
        if (place.isEmpty()) {
            return plane.hide();
        }
        if (version != output.liftedVersion()) {
            version = output.liftedVersion();
            output.renderLifted(plane.target());
            plane.drawn();
        }
        int x = (int) Math.floor(pointer.x());
        int y = (int) Math.floor(pointer.y());
        if (place != lastPlace || x != lastX || y != lastY) {
            lastPlace = place;
            lastX = x;
            lastY = y;
            Rect point = output.toPixels(x, y, 1, 1);
            hotspotX = within(point.x() - place.x(), place.width());
            hotspotY = within(point.y() - place.y(), place.height());
        }
        return plane.place(place.x(), place.y(), hotspotX, hotspotY);
    }

    private static int within(int offset, int size) {
        return Math.max(0, Math.min(offset, size - 1));
    }
}
