package org.breakwater.compositor.glue;

import org.breakwater.render.geometry.Rect;
import org.breakwater.render.scene.RectNode;
import org.breakwater.render.scene.Scene;
import org.breakwater.render.scene.TreeNode;

/** The scene's layers, bottom first. A tree without a place waits in {@link #limbo}, which is never shown. */
public final class Layers {
    private final RectNode backdrop;
    private final TreeNode background;
    private final TreeNode bottom;
    private final TreeNode windows;
    private final TreeNode top;
    private final TreeNode overlay;
    private final TreeNode cursor;
    private final TreeNode limbo;

    public Layers(Scene scene, float[] backgroundColor) {
        TreeNode root = scene.root();
        backdrop = root.createRect(0, 0, backgroundColor);
        background = root.createTree();
        bottom = root.createTree();
        windows = root.createTree();
        top = root.createTree();
        overlay = root.createTree();
        cursor = root.createTree();
        limbo = root.createTree();
        limbo.setEnabled(false);
    }

    public void setBackground(float... rgba) {
        backdrop.setColor(rgba);
    }

    /** Covers the whole layout with the background colour. */
    public void coverBackdrop(Rect layout) {
        backdrop.setPosition(layout.x(), layout.y());
        backdrop.setSize(layout.width(), layout.height());
    }

    public TreeNode background() {
        return background;
    }

    public TreeNode bottom() {
        return bottom;
    }

    public TreeNode windows() {
        return windows;
    }

    public TreeNode top() {
        return top;
    }

    public TreeNode overlay() {
        return overlay;
    }

    /** Takes no input. */
    public TreeNode cursor() {
        return cursor;
    }

    public TreeNode limbo() {
        return limbo;
    }
}
