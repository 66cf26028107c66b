package org.breakwater.compositor.glue;

import java.util.List;
import org.breakwater.compositor.xdg.XdgSurface;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.scene.SceneNode;
import org.breakwater.render.scene.TreeNode;

/**
 * A toplevel or popup in the scene: a frame with its origin at the upper left corner of the window
 * geometry, which holds the surface's tree and, above it, the frames of its popups.
 */
final class XdgNode {
    private final XdgSurface xdgSurface;
    private final Layers layers;
    private final TreeNode frame;
    private final TreeNode popups;
    /** The geometry, while the client has not set any: that of the surface and its subsurfaces. */
    private Rect extents;
    private Point origin = new Point(0, 0);

    XdgNode(XdgSurface xdgSurface, Layers layers, TreeNode place) {
        this.xdgSurface = xdgSurface;
        this.layers = layers;
        this.frame = place.createTree();
        SurfaceNode.of(xdgSurface.surface()).tree().reparent(frame);
        this.popups = frame.createTree();
    }

    TreeNode frame() {
        return frame;
    }

    TreeNode popups() {
        return popups;
    }

    /** Where the window geometry begins in the surface, as of the last update. */
    Point origin() {
        return origin;
    }

    /**
     * The window geometry may have moved within the surface. Says by how much if that is because of a
     * subsurface, which should move nothing else on the screen; else null.
     */
    Point update() {
        Rect geometry = xdgSurface.geometry();
        SurfaceNode.of(xdgSurface.surface()).tree().setPosition(-geometry.x(), -geometry.y());
        if (geometry.x() != origin.x() || geometry.y() != origin.y()) {
            origin = new Point(geometry.x(), geometry.y());
        }
        Rect before = extents;
        extents = xdgSurface.isGeometrySet() ? null : geometry;
        return before == null || extents == null || before.isEmpty()
                || before.x() == extents.x() && before.y() == extents.y()
                ? null : new Point(extents.x() - before.x(), extents.y() - before.y());
    }

    /** The role object ended; the surface and popups that are still there go to limbo. */
    void destroy() {
        for (SceneNode popup : List.copyOf(popups.children())) {
            popup.reparent(layers.limbo());
        }
        SurfaceNode node = SurfaceNode.of(xdgSurface.surface());
        if (!node.tree().isDestroyed()) {
            node.toLimbo();
        }
        frame.destroy();
    }
}
