package org.breakwater.render.scene;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.RenderPass;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;

/**
 * A node of the scene. Positions are logical and relative to the parent. Every change is noted and
 * takes effect at the next {@link Scene#update}; setting what is already set costs nothing and
 * damages nothing. A destroyed node ignores changes.
 */
public abstract sealed class SceneNode permits TreeNode, RectNode, BufferNode {
    /** Layout coordinates stop here, far from where arithmetic would overflow. */
    static final int FARTHEST = 1 << 29;

    final Scene scene;
    private TreeNode parent;
    private int x;
    private int y;
    private boolean enabled = true;
    private boolean destroyed;
    private long stamp;                     // of the last change that alters every pixel drawn
    private Object data;
    private final List<NodeView> views = new ArrayList<>(0);    // of a leaf, one for each output that it is on

    SceneNode(Scene scene, TreeNode parent) {
        this.scene = scene;
        this.parent = parent;
    }

    /** The tree this node is in; null for the root and for a destroyed node. */
    public final TreeNode parent() {
        return parent;
    }

    public final int x() {
        return x;
    }

    public final int y() {
        return y;
    }

    public final void setPosition(int x, int y) {
        if (x != this.x || y != this.y) {
            this.x = x;
            this.y = y;
            scene.structureChanged();
        }
    }

    /** True unless switched off itself; see {@link #isVisible}. */
    public final boolean isEnabled() {
        return enabled;
    }

    /** A node that is off is neither drawn nor hit, nor is what is below it in the tree. */
    public final void setEnabled(boolean enabled) {
        if (enabled != this.enabled) {
            this.enabled = enabled;
            scene.structureChanged();
        }
    }

    /** True when the node and all its ancestors are enabled and it is part of the scene. */
    public final boolean isVisible() {
        SceneNode node = this;
        while (node.enabled && node.parent != null) {
            node = node.parent;
        }
        return node.enabled && node == scene.root();
    }

    /** Where the node's origin is in the layout. */
    public final Point layoutPosition() {
        return new Point(layoutX(), layoutY());
    }

    /** As {@link #layoutPosition}, and allocates nothing. */
    public final int layoutX() {
        int lx = 0;
        for (SceneNode node = this; node != null; node = node.parent) {
            lx = add(lx, node.x);
        }
        return lx;
    }

    /** As {@link #layoutX}. */
    public final int layoutY() {
        int ly = 0;
        for (SceneNode node = this; node != null; node = node.parent) {
            ly = add(ly, node.y);
        }
        return ly;
    }

    public final void raiseToTop() {
        if (parent != null) {
            parent.move(this, parent.children().size() - 1);
        }
    }

    public final void lowerToBottom() {
        if (parent != null) {
            parent.move(this, 0);
        }
    }

    /**
     * Puts the node directly above a sibling.
     *
     * @throws IllegalArgumentException when the other node is not a sibling
     */
    public final void placeAbove(SceneNode sibling) {
        checkSibling(sibling);
        int own = parent.indexOf(this);
        int other = parent.indexOf(sibling);
        parent.move(this, own < other ? other : other + 1);
    }

    /**
     * Puts the node directly below a sibling.
     *
     * @throws IllegalArgumentException when the other node is not a sibling
     */
    public final void placeBelow(SceneNode sibling) {
        checkSibling(sibling);
        int own = parent.indexOf(this);
        int other = parent.indexOf(sibling);
        parent.move(this, own < other ? other - 1 : other);
    }

    /**
     * Moves the node to the top of another tree; its position stays the same relative to the
     * parent.
     *
     * @throws IllegalArgumentException when the tree is in another scene, destroyed or below this
     *     node
     */
    public final void reparent(TreeNode tree) {
        if (parent == null || tree.scene != scene || tree.isDestroyed()) {
            throw new IllegalArgumentException("no such place in this scene");
        }
        for (SceneNode node = tree; node != null; node = node.parent) {
            if (node == this) {
                throw new IllegalArgumentException("a node cannot be below itself");
            }
        }
        if (tree != parent) {
            parent.remove(this);
            parent = tree;
            tree.append(this);
            restacked();
        }
    }

    /** Takes the node and everything below it out of the scene, for good. Twice is harmless. */
    public final void destroy() {
        if (destroyed) {
            return;
        }
        if (parent == null) {
            throw new IllegalStateException("the root lives as long as its scene");
        }
        parent.remove(this);
        FrontToBack.destroyAll(this);
        scene.structureChanged();
    }

    public final boolean isDestroyed() {
        return destroyed;
    }

    /** Whatever the owner keeps here. */
    public final Object data() {
        return data;
    }

    public final void setData(Object data) {
        this.data = data;
    }

    /** Marks this one node as gone; {@link #destroy} does so for the whole subtree. */
    final void markDestroyed() {
        destroyed = true;
        parent = null;
    }

    /** It is above others than before. */
    final void restacked() {
        touch();
        scene.orderChanged();
    }

    final void touch() {
        stamp = scene.nextStamp();
        scene.structureChanged();
    }

    final long stamp() {
        return stamp;
    }

    static int add(int a, int b) {
        return (int) Math.max(-FARTHEST, Math.min(FARTHEST, (long) a + b));
    }

    private void checkSibling(SceneNode sibling) {
        if (parent == null || sibling.parent != parent || sibling == this) {
            throw new IllegalArgumentException("not a sibling");
        }
    }

    // What the render list asks of a leaf.

    /** As of the last update; a list that follows changes. */
    final List<NodeView> views() {
        return views;
    }

    /** As of the last update; null when it is not on that output. */
    final NodeView viewOn(SceneOutput output) {
        for (int i = 0; i < views.size(); i++) {
            NodeView view = views.get(i);
            if (view.output() == output) {
                return view;
            }
        }
        return null;
    }

    /** The logical width of what is drawn; 0 when nothing is. */
    abstract int drawnWidth();

    abstract int drawnHeight();

    /** Adds the part that hides what is below it, in pixels of the view's output, on or off it. */
    abstract void opaquePixels(NodeView view, RegionBuffer into);

    abstract void paint(RenderPass pass, NodeView view, Rects clip, boolean blend);
}
