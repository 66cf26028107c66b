package org.breakwater.render.scene;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.render.RenderPass;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.RegionBuffer;

/**
 * The leaves that one output shows, from front to back.
 *
 * <p>A rebuild walks the tree from the front and compares each leaf with what it was before: what could or can
 * be seen of one that looks different, came, went, moved or was restacked is damage. Nobody has to report it.
 * What opaque nodes hide is worked out anew only where it can have changed: for a leaf that changed itself
 * all over, for one below only where the changed one hid it, or hides it now.
 */
final class RenderList {
    /** Past this many rectangles what can be seen of a node is all of it: to tell more would not pay. */
    private static final int MAX_VISIBLE_RECTS = 2048;
    private static final int MAX_DAMAGE_RECTS = 64;

    private final SceneOutput output;
    private final FrontToBack walk = new FrontToBack();
    private List<NodeView> views = new ArrayList<>();
    private List<NodeView> previous = new ArrayList<>();
    private final List<Unpainted> unpainted = new ArrayList<>(0);
    private final int[] corners = new int[4];
    private final RegionBuffer damage = new RegionBuffer();
    private final RegionBuffer disturbed = new RegionBuffer();  // where opaque nodes came or went, so far
    private final RegionBuffer piece = new RegionBuffer();
    private final RegionBuffer visible = new RegionBuffer();
    private final RegionBuffer uncovered = new RegionBuffer();  // what no opaque node hides
    private final RegionBuffer clip = new RegionBuffer();
    private final RegionBuffer opaque = new RegionBuffer();
    private final LiftedTree lifted;
    private boolean anew = true;            // the whole output is to be worked out
    private boolean failed;                 // what was damaged before is not known
    private long generation;

    private record Unpainted(BufferNode node, Throwable thrown) {
    }

    RenderList(SceneOutput output, LiftedTree lifted) {
        this.output = output;
        this.lifted = lifted;
    }

    /** Front to back; those of which nothing can be seen are among them. */
    List<NodeView> views() {
        return views;
    }

    /**
     * Returns the damage, until this is next called.
     *
     * @param restacked whether nodes may be above others than before
     */
    Rects rebuild(Scene scene, boolean restacked) {
        boolean whole = false;
        try {
            damage.clear();
            disturbed.clear();
            walk(scene, restacked);
            cull();
            if (failed) {
                damage.set(output.bounds());
            }
            anew = false;
            whole = true;
            return damage;
        } finally {
            failed = !whole;
            if (failed) {
                keepUnvisited();
            }
        }
    }

    /** Finds out which leaves there are, and which of them changed. */
    private void walk(Scene scene, boolean restacked) {
        List<NodeView> swapped = previous;
        previous = views;
        views = swapped;
        generation++;
        long now = scene.currentStamp();
        Rect bounds = output.bounds();
        boolean lifting = liftable();
        lifted.begin(lifting);
        walk.start(scene.root());
        while (walk.next()) {
            SceneNode node = walk.leaf();
            output.toPixels(walk.x(), walk.y(), node.drawnWidth(), node.drawnHeight(), corners);
            if (corners[0] >= bounds.x2() || corners[1] >= bounds.y2() || corners[2] <= bounds.x()
                    || corners[3] <= bounds.y()) {
                continue;
            }
            NodeView view = node.viewOn(output);
            if (view == null) {
                view = enter(scene, node);
            }
            views.add(view);
            lifting = lifting && lifted.holds(node);
            if (view.setLifted(lifting) && lifting) {
                damage.add(view.visible()).collapse(MAX_DAMAGE_RECTS);
                disturb(view.opaque());
            }
            view.find(corners, walk.stamp(), now, generation);
            if (restacked && view.isChanged()) {
                disturb(view.opaque());
            }
        }
        for (int i = 0; i < previous.size(); i++) {
            NodeView view = previous.get(i);
            if (view.generation() != generation) {
                if (!view.isLifted()) {
                    damage.add(view.visible()).collapse(MAX_DAMAGE_RECTS);
                    disturb(view.opaque());
                }
                leave(scene, view);
            }
        }
        previous.clear();
        if (anew) {
            disturbed.set(bounds);
            uncovered.clear();
        }
    }

    /** Finds out what can be seen of each leaf, where that may have changed. */
    private void cull() {
        Rect bounds = output.bounds();
        for (int i = 0; i < views.size(); i++) {
            NodeView view = views.get(i);
            Rect box = view.box();
            if (view.isLifted()) {
                view.findOpaque();
                view.show(visible.set(box).intersect(bounds));
                lifted.add(view);
            } else if (view.isChanged()) {
                damage.add(view.visible()).collapse(MAX_DAMAGE_RECTS);
                disturb(view.opaque());
                view.findOpaque();
                subtractOpaque(visible.set(box).intersect(bounds), i);
                show(view, visible);
                damage.add(view.visible()).collapse(MAX_DAMAGE_RECTS);
                disturb(view.opaque());
            } else if (disturbed.intersects(box.x(), box.y(), box.x2(), box.y2())) {
                subtractOpaque(piece.set(disturbed).intersect(box).intersect(bounds), i);
                show(view, visible.set(view.visible()).subtract(disturbed).add(piece));
            }
        }
        if (!disturbed.isEmpty()) {
            subtractOpaque(piece.set(disturbed).intersect(bounds), views.size());
            if (uncovered.subtract(disturbed).add(piece).rectCount() > MAX_VISIBLE_RECTS) {
                uncovered.set(bounds);
            }
        }
        lifted.end();
    }

    /** Where the lifted tree is on this output; whether it can be lifted there is up to its size. */
    private boolean liftable() {
        TreeNode tree = lifted.tree();
        if (tree == null || !tree.isVisible()) {
            return false;
        }
        Point origin = tree.layoutPosition();
        Rect extent = Rect.EMPTY;
        walk.start(tree);
        while (walk.next()) {
            SceneNode leaf = walk.leaf();
            extent = extent.union(output.toPixels(walk.x() - tree.x() + origin.x(),
                    walk.y() - tree.y() + origin.y(), leaf.drawnWidth(), leaf.drawnHeight())
                    .intersect(output.bounds()));
        }
        return lifted.fits(extent);
    }

    /** What is lifted, with its upper left corner at that of the target. */
    void paintLifted(RenderPass pass) {
        Rect place = lifted.place();
        for (int i = views.size() - 1; i >= 0; i--) {
            NodeView view = views.get(i);
            if (view.isLifted() && !view.visible().isEmpty()) {
                view.shift(-place.x(), -place.y());
                try {
                    view.node().paint(pass, view, view.visible(), true);
                } finally {
                    view.shift(place.x(), place.y());
                }
            }
        }
    }

    private void disturb(Rects area) {
        disturbed.add(area).collapse(MAX_DAMAGE_RECTS);
    }

    private void show(NodeView view, RegionBuffer found) {
        if (found.rectCount() > MAX_VISIBLE_RECTS) {
            found.set(view.box()).intersect(output.bounds());
        }
        view.show(found);
    }

    /** Takes out what the first so many views hide. */
    private void subtractOpaque(RegionBuffer from, int count) {
        for (int i = 0; i < count && !from.isEmpty() && from.rectCount() <= MAX_VISIBLE_RECTS; i++) {
            NodeView view = views.get(i);
            if (!view.opaque().isEmpty()) {
                Rect box = view.box();
                if (from.intersects(box.x(), box.y(), box.x2(), box.y2())) {
                    from.subtract(view.opaque());
                }
            }
        }
    }

    /** A walk that failed has not seen these: they stay until one succeeds. */
    private void keepUnvisited() {
        for (NodeView view : previous) {
            if (view.generation() != generation) {
                views.add(view);
            }
        }
        previous.clear();
        invalidate();
    }

    /** The output shows everything differently from now on. */
    void invalidate() {
        anew = true;
        views.forEach(NodeView::invalidate);
    }

    /** Every node leaves the output. */
    void clear(Scene scene) {
        for (NodeView view : views) {
            leave(scene, view);
        }
        views.clear();
    }

    /**
     * A buffer node that cannot be painted is left out, if the pass serves others; {@link #tellUnpainted}
     * tells its listener. What is not one node's failure is thrown.
     */
    void paint(RenderPass pass, Rects damage) {
        unpainted.clear();
        int painted = 0;
        if (!clip.set(damage).intersect(uncovered).isEmpty()) {
            pass.clear(clip, 0, 0, 0, 1);
            painted++;
        }
        for (int i = views.size() - 1; i >= 0; i--) {
            NodeView view = views.get(i);
            Rect box = view.box();
            if (view.isLifted() || !damage.intersects(box.x(), box.y(), box.x2(), box.y2())
                    || clip.set(damage).intersect(view.visible()).isEmpty()) {
                continue;
            }
            try {
                paint(pass, view);
                painted++;
            } catch (Throwable thrown) {
                if (thrown instanceof VirtualMachineError
                        || !(view.node() instanceof BufferNode node)) {
                    throw thrown;
                }
                unpainted.add(new Unpainted(node, thrown));
            }
        }
        if (painted == 0 && !unpainted.isEmpty()) {
            Failures.rethrow(unpainted.get(0).thrown());
        }
    }

    void tellUnpainted() {
        Throwable failure = null;
        for (int i = 0; i < unpainted.size(); i++) {
            Unpainted entry = unpainted.get(i);
            try {
                entry.node().listener().unpaintable(output, entry.thrown());
            } catch (Throwable thrown) {
                failure = Failures.join(failure, thrown);
            }
        }
        unpainted.clear();
        Failures.rethrow(failure);
    }

    /** What of the view is within {@link #clip}: that which is opaque, then the rest over what is below. */
    private void paint(RenderPass pass, NodeView view) {
        opaque.set(clip).intersect(view.opaque());
        if (!opaque.isEmpty()) {
            view.node().paint(pass, view, opaque, false);
            clip.subtract(opaque);
        }
        if (!clip.isEmpty()) {
            view.node().paint(pass, view, clip, true);
        }
    }

    private NodeView enter(Scene scene, SceneNode node) {
        NodeView view = new NodeView(node, output);
        node.views().add(view);
        if (node instanceof BufferNode buffer) {
            scene.crossed(buffer, output, true);
        }
        return view;
    }

    private void leave(Scene scene, NodeView view) {
        view.node().views().remove(view);
        if (view.node() instanceof BufferNode buffer) {
            scene.crossed(buffer, output, false);
        }
    }
}
