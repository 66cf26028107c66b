package org.breakwater.render.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.render.RenderPass;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.RegionBuffer;

/**
 * The leaves that one output shows, from front to back.
 *
 * <p>A rebuild walks the tree from the front, so that opaque nodes take what is behind them out of
 * it, and compares each leaf with what it was before: what could or can be seen of one that looks
 * different, came, went, moved or was restacked is damage. Nobody has to report it.
 */
final class RenderList {
    /** Past this many rectangles more opaque nodes no longer hide others: it would not pay. */
    private static final int MAX_COVERED_RECTS = 512;
    private static final int MAX_DAMAGE_RECTS = 64;

    private final SceneOutput output;
    private final FrontToBack walk = new FrontToBack();
    private final Map<SceneNode, NodeView> byNode = new HashMap<>();
    private List<NodeView> views = new ArrayList<>();
    private List<NodeView> previous = new ArrayList<>();
    private final List<Unpainted> unpainted = new ArrayList<>(0);
    private Region uncovered = Region.EMPTY;
    private final RegionBuffer clip = new RegionBuffer();
    private final RegionBuffer opaque = new RegionBuffer();
    private final LiftedTree lifted;
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

    /** Returns the damage. */
    Region rebuild(Scene scene) {
        boolean whole = false;
        try {
            Region damage = walk(scene);
            whole = true;
            return damage;
        } finally {
            if (!whole) {
                keepUnvisited();
            }
        }
    }

    private Region walk(Scene scene) {
        List<NodeView> swapped = previous;
        previous = views;
        views = swapped;
        generation++;
        Region covered = Region.EMPTY;
        Region damage = Region.EMPTY;
        Rect bounds = output.bounds();
        long now = scene.currentStamp();
        boolean lifting = liftable();
        lifted.begin(lifting);
        walk.start(scene.root());
        while (walk.next()) {
            SceneNode node = walk.leaf();
            Rect box = output.toPixels(walk.x(), walk.y(), node.drawnWidth(), node.drawnHeight());
            if (!box.intersects(bounds)) {
                continue;
            }
            NodeView view = byNode.get(node);
            if (view == null) {
                view = enter(scene, node);
            }
            lifting = lifting && lifted.holds(node);
            damage = damage.union(view.setLifted(lifting));
            Region redraw = view.refresh(box, lifting ? Region.EMPTY : covered, walk.stamp(), now,
                    generation);
            if (lifting) {
                lifted.add(view, walk.stamp());
                views.add(view);
                continue;
            }
            damage = damage.union(redraw).collapse(MAX_DAMAGE_RECTS);
            if (!view.opaque().isEmpty() && covered.rectCount() < MAX_COVERED_RECTS) {
                covered = covered.union(view.opaque());
            }
            views.add(view);
        }
        for (NodeView view : previous) {
            if (view.generation() != generation) {
                damage = view.isLifted()
                        ? damage
                        : damage.union(view.visible()).collapse(MAX_DAMAGE_RECTS);
                leave(scene, view);
            }
        }
        previous.clear();
        lifted.end();
        uncovered = Region.of(bounds).subtract(covered);
        return damage;
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
            Rect bounds = view.visible().bounds();
            if (view.isLifted() || !damage.intersects(bounds.x(), bounds.y(), bounds.x2(), bounds.y2())
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
        byNode.put(node, view);
        if (node instanceof BufferNode buffer) {
            buffer.addView(view);
            scene.crossed(buffer, output, true);
        }
        return view;
    }

    private void leave(Scene scene, NodeView view) {
        byNode.remove(view.node());
        if (view.node() instanceof BufferNode buffer) {
            buffer.removeView(view);
            scene.crossed(buffer, output, false);
        }
    }
}
