package org.breakwater.render.scene;

import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.render.geometry.Transform;

/**
 * A leaf as one output shows it. Everything is in pixels of that output's framebuffer, as of the
 * last update of the scene.
 */
final class NodeView {
    private final SceneNode node;
    private final SceneOutput output;
    private Rect box = Rect.EMPTY;              // where all of the node goes, on or off the output
    private final RegionBuffer visible = new RegionBuffer();    // what of it no opaque node above hides
    private final RegionBuffer opaque = new RegionBuffer();     // on the output
    private long seenStamp = -1;
    private long generation;
    private long stamp;
    private boolean changed;
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

    Rects visible() {
        return visible;
    }

    Rects opaque() {
        return opaque;
    }

    long generation() {
        return generation;
    }

    /** Whether the last {@link #find} found it elsewhere, or looking different all over. */
    boolean isChanged() {
        return changed;
    }

    /** Of the last change to how the node looks. */
    long stamp() {
        return stamp;
    }

    /** Whether it is no part of the output's frames: see {@link SceneOutput#lift}. */
    boolean isLifted() {
        return lifted;
    }

    /** Says whether that is new; {@link #find} then finds it changed. */
    boolean setLifted(boolean isLifted) {
        boolean other = isLifted != lifted;
        if (other) {
            lifted = isLifted;
            invalidate();
        }
        return other;
    }

    /** Moves one that is lifted on the output, until it is moved back. */
    void shift(int dx, int dy) {
        box = box.translate(dx, dy);
        if (!visible.isEmpty()) {
            visible.set(visible.x1(0) + dx, visible.y1(0) + dy, visible.x2(0) + dx, visible.y2(0) + dy);
        }
    }

    /**
     * Takes over where the node is now.
     *
     * @param corners of the new box: left, top, right, bottom
     * @param newStamp of the last change to how the node looks
     */
    void find(int[] corners, long newStamp, long now, long newGeneration) {
        boolean moved = box.x() != corners[0] || box.y() != corners[1] || box.x2() != corners[2]
                || box.y2() != corners[3];
        if (moved) {
            box = Rect.ofCorners(corners[0], corners[1], corners[2], corners[3]);
        }
        changed = moved || newStamp > seenStamp;
        stamp = newStamp;
        seenStamp = now;
        generation = newGeneration;
    }

    /** Finds out what of it hides others. */
    void findOpaque() {
        opaque.clear();
        if (!lifted) {
            node.opaquePixels(this, opaque);
            opaque.intersect(output.bounds());
        }
    }

    void show(Rects newVisible) {
        visible.set(newVisible);
    }

    void invalidate() {
        seenStamp = -1;
    }

    /** How the node's upright picture turns into framebuffer coordinates. */
    Transform toFramebuffer() {
        return output.toFramebuffer();
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
