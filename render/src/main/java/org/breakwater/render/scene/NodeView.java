package org.breakwater.render.scene;

import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;

/**
 * A leaf as one output shows it. Everything is in pixels of that output's framebuffer, as of the
 * last update of the scene.
 */
final class NodeView {
    private final SceneNode node;
    private final SceneOutput output;
    private Rect box = Rect.EMPTY;              // where all of the node goes, on or off the output
    private Region visible = Region.EMPTY;      // what of it no opaque node above hides
    private Region opaque = Region.EMPTY;
    private long seenStamp = -1;
    private long generation;
    private boolean lifted;

    NodeView(SceneNode node, SceneOutput output) {
        this.node = node;
        this.output = output;
    }

    SceneNode node() {
        return node;
    }

    SceneOutput output() {
        return output;
    }

    Rect box() {
        return box;
    }

    Region visible() {
        return visible;
    }

    Region opaque() {
        return opaque;
    }

    long generation() {
        return generation;
    }

    /**
     * Takes over what the node is like now. Where it only comes into sight or is hidden, the node
     * above that did it accounts for the damage.
     *
     * @param covered what opaque nodes above hide
     * @return what must be drawn anew because of it
     */
    Region refresh(Rect newBox, Region covered, long stamp, long now, long newGeneration) {
        Region before = visible;
        boolean redraw = stamp > seenStamp || !newBox.equals(box);
        box = newBox;
        visible = Region.of(newBox.intersect(output.bounds())).subtract(covered);
        if (redraw) {
            opaque = node.opaquePixels(this).intersect(output.bounds());
        }
        seenStamp = now;
        generation = newGeneration;
        return redraw ? before.union(visible) : Region.EMPTY;
    }

    void invalidate() {
        seenStamp = -1;
    }

    /** Whether it is no part of the output's frames: see {@link SceneOutput#lift}. */
    boolean isLifted() {
        return lifted;
    }

    /** Returns what must be drawn anew at once; what else must be, the next {@link #refresh} says. */
    Region setLifted(boolean isLifted) {
        Region old = isLifted && !lifted ? visible : Region.EMPTY;
        if (isLifted != lifted) {
            lifted = isLifted;
            invalidate();
        }
        return old;
    }

    /** Moves it on the output, until the next refresh. */
    void shift(int dx, int dy) {
        box = box.translate(dx, dy);
        visible = visible.translate(dx, dy);
    }

    /** How the node's upright picture turns into framebuffer coordinates. */
    Transform toFramebuffer() {
        return output.transform().invert();
    }

    /**
     * A part of the node's picture in pixels.
     *
     * @param part in units of the whole picture: (0, 0, 1, 1) is all of it
     * @param transform from the space of {@code part} to the framebuffer
     */
    FRect place(FRect part, Transform transform) {
        FRect turned = transform.apply(part, 1.0, 1.0);
        return turned.scale(box.width(), box.height()).translate(box.x(), box.y());
    }
}
