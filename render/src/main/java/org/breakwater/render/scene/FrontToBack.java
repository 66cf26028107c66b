package org.breakwater.render.scene;

import java.util.Arrays;

/**
 * Walks the enabled leaves of a tree from the topmost down, with their layout positions. A stack of
 * its own instead of recursion: how deep a tree is, clients decide.
 */
final class FrontToBack {
    private SceneNode[] nodes = new SceneNode[32];
    private int[] xs = new int[32];
    private int[] ys = new int[32];
    private long[] stamps = new long[32];
    private int depth;

    private SceneNode leaf;
    private int x;
    private int y;
    private long stamp;

    void start(TreeNode root) {
        Arrays.fill(nodes, 0, depth, null);
        depth = 0;
        push(root, 0, 0, 0);
    }

    boolean next() {
        while (depth > 0) {
            depth--;
            SceneNode node = nodes[depth];
            nodes[depth] = null;
            if (!node.isEnabled()) {
                continue;
            }
            x = SceneNode.add(xs[depth], node.x());
            y = SceneNode.add(ys[depth], node.y());
            stamp = Math.max(stamps[depth], node.stamp());
            if (!(node instanceof TreeNode tree)) {
                leaf = node;
                return true;
            }
            for (int i = 0; i < tree.childCount(); i++) {
                push(tree.child(i), x, y, stamp);
            }
        }
        leaf = null;
        return false;
    }

    SceneNode leaf() {
        return leaf;
    }

    int x() {
        return x;
    }

    int y() {
        return y;
    }

    /** The latest change of the leaf or of a tree that it is in. */
    long stamp() {
        return stamp;
    }

    /** Marks a node and everything below it, already cut off from the scene. */
    static void destroyAll(SceneNode top) {
        FrontToBack walk = new FrontToBack();
        walk.push(top, 0, 0, 0);
        while (walk.depth > 0) {
            SceneNode node = walk.nodes[--walk.depth];
            node.markDestroyed();
            if (node instanceof TreeNode tree) {
                for (int i = 0; i < tree.childCount(); i++) {
                    walk.push(tree.child(i), 0, 0, 0);
                }
                tree.removeAll();
            }
        }
    }

    private void push(SceneNode node, int px, int py, long since) {
        if (depth == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * depth);
            xs = Arrays.copyOf(xs, 2 * depth);
            ys = Arrays.copyOf(ys, 2 * depth);
            stamps = Arrays.copyOf(stamps, 2 * depth);
        }
        nodes[depth] = node;
        xs[depth] = px;
        ys[depth] = py;
        stamps[depth] = since;
        depth++;
    }
}
