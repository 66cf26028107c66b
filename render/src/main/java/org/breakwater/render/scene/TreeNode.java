package org.breakwater.render.scene;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.breakwater.render.RenderPass;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;

/** A node that holds others and draws nothing itself. New children are on top. */
public final class TreeNode extends SceneNode {
    private final List<SceneNode> children = new ArrayList<>();

    TreeNode(Scene scene, TreeNode parent) {
        super(scene, parent);
    }

    public TreeNode createTree() {
        TreeNode node = new TreeNode(scene, live());
        append(node);
        return node;
    }

    /** A rectangle of one colour: four channels between 0 and 1, premultiplied. */
    public RectNode createRect(int width, int height, float... rgba) {
        RectNode node = new RectNode(scene, live(), width, height, rgba);
        append(node);
        scene.structureChanged();
        return node;
    }

    public BufferNode createBuffer() {
        BufferNode node = new BufferNode(scene, live());
        append(node);
        return node;
    }

    /** From the bottom to the top; a view that follows changes. */
    public List<SceneNode> children() {
        return Collections.unmodifiableList(children);
    }

    SceneNode child(int i) {
        return children.get(i);
    }

    int childCount() {
        return children.size();
    }

    int indexOf(SceneNode child) {
        return children.indexOf(child);
    }

    void append(SceneNode child) {
        children.add(child);
    }

    void remove(SceneNode child) {
        children.remove(child);
    }

    void removeAll() {
        children.clear();
    }

    void move(SceneNode child, int index) {
        int from = children.indexOf(child);
        if (from != index) {
            children.remove(from);
            children.add(index, child);
            child.restacked();
        }
    }

    private TreeNode live() {
        if (isDestroyed()) {
            throw new IllegalStateException("the tree is destroyed");
        }
        return this;
    }

    @Override
    int drawnWidth() {
        return 0;
    }

    @Override
    int drawnHeight() {
        return 0;
    }

    @Override
    void opaquePixels(NodeView view, RegionBuffer into) {
    }

    @Override
    void paint(RenderPass pass, NodeView view, Rects clip, boolean blend) {
        throw new AssertionError("trees are not drawn");
    }
}
