package org.breakwater.compositor.glue;

import java.util.List;
import org.breakwater.compositor.xdg.XdgSurface;
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

    /** The window geometry may have moved within the surface. */
    void update() {
        Rect geometry = xdgSurface.geometry();
        SurfaceNode.of(xdgSurface.surface()).tree().setPosition(-geometry.x(), -geometry.y());
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
