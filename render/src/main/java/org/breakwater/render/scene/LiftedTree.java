package org.breakwater.render.scene;

import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;

/**
 * The tree in front of all others that one output shows otherwise than by its frames, on a plane of the graphics card
 * for one: where its picture lies, and whether the picture is another one than before.
 */
final class LiftedTree {
    private TreeNode tree;
    private int mostWidth;
    private int mostHeight;
    private Rect place = Rect.EMPTY;
    private long picture;
    private long version = 1;
    private Rect nextPlace;
    private long nextPicture;
    private int leaves;
    private boolean changed;

    /** {@code top} null: nothing is lifted. What is larger is not, either. */
    void set(TreeNode top, int width, int height) {
        tree = top;
        mostWidth = width;
        mostHeight = height;
        version++;
    }

    TreeNode tree() {
        return tree;
    }

    boolean fits(Rect extent) {
        nextPlace = extent;
        return !extent.isEmpty() && extent.width() <= mostWidth && extent.height() <= mostHeight;
    }

    /** What is visible of it, in pixels of the output; empty when nothing is lifted. */
    Rect place() {
        return place;
    }

    /** Another number for every other picture. */
    long version() {
        return version;
    }

    /** Whether the place or the picture has changed since the last call. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** A walk over the scene begins; {@code lifting}: {@link #fits} has said so. */
    void begin(boolean lifting) {
        nextPlace = lifting ? nextPlace : Rect.EMPTY;
        nextPicture = 1;
        leaves = 0;
    }

    /** Whether a leaf is in the tree. */
    boolean holds(SceneNode leaf) {
        SceneNode node = leaf;
        while (node != null && node != tree) {
            node = node.parent();
        }
        return node != null;
    }

    /** A leaf of it, as this output shows it: one rectangle at most. */
    void add(NodeView view) {
        Rect box = view.box();
        Rects visible = view.visible();
        leaves++;
        mix(System.identityHashCode(view.node()));
        mix(view.stamp());
        mix(box.x() - nextPlace.x());
        mix(box.y() - nextPlace.y());
        mix(box.width());
        mix(box.height());
        mix(visible.isEmpty() ? 0 : visible.x2(0) - visible.x1(0));
        mix(visible.isEmpty() ? 0 : visible.y2(0) - visible.y1(0));
    }

    void end() {
        if (leaves == 0) {      // something is in front of it
            nextPlace = Rect.EMPTY;
        }
        if (!nextPlace.equals(place)) {
            place = nextPlace;
            changed = true;
        }
        if (nextPicture != picture) {
            picture = nextPicture;
            redrawn();
        }
    }

    /** The content of one of its leaves is another. */
    void redrawn() {
        version++;
        changed = true;
    }

    private void mix(long value) {
        nextPicture = (nextPicture ^ value) * 0x9E3779B97F4A7C15L;
        nextPicture ^= nextPicture >>> 29;
    }
}
