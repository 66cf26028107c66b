package org.breakwater.render.scene;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.breakwater.render.Renderer;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Transform;

/**
 * A tree of nodes in layout coordinates (logical pixels, shared by all outputs) and the outputs
 * that look at it. One thread, the renderer's.
 *
 * <p>Changes to nodes only mark the scene. {@link #update} then works out, for each output, what is
 * visible, what is damaged and which nodes came and went, and tells the listeners. Call it once at
 * the loop's tail; without changes it does nothing.
 */
public final class Scene {
    private record Crossing(BufferNode node, SceneOutput output, boolean entered) {
        void tell() {
            if (entered) {
                node.listener().entered(output);
            } else {
                node.listener().left(output);
            }
        }
    }

    private final Renderer renderer;
    private final TreeNode root;
    private final FrontToBack hitWalk = new FrontToBack();
    private final List<SceneOutput> outputs = new ArrayList<>();
    private final List<BufferNode> changedContent = new ArrayList<>();
    private final ArrayDeque<Crossing> crossings = new ArrayDeque<>();
    private boolean structureChanged;
    private boolean orderChanged;
    private boolean hitsChanged;
    private boolean updating;
    private long stamp;

    public Scene(Renderer renderer) {
        this.renderer = renderer;
        this.root = new TreeNode(this, null);
    }

    public TreeNode root() {
        return root;
    }

    /** As {@link SceneOutput#setGeometry}. All of the new output is damaged. */
    public SceneOutput addOutput(Rect layoutGeometry, int pixelWidth, int pixelHeight,
            double scale, Transform transform) {
        SceneOutput output = new SceneOutput(this, layoutGeometry, pixelWidth, pixelHeight, scale,
                transform);
        outputs.add(output);
        structureChanged = true;
        return output;
    }

    /** A view that follows changes. */
    public List<SceneOutput> outputs() {
        return Collections.unmodifiableList(outputs);
    }

    /** The topmost buffer node that takes input at a place in the layout, or null. */
    public BufferNode nodeAt(double lx, double ly) {
        hitWalk.start(root);
        while (hitWalk.next()) {
            if (hitWalk.leaf() instanceof BufferNode node
                    && node.takesInput(lx - hitWalk.x(), ly - hitWalk.y())) {
                return node;
            }
        }
        return null;
    }

    /** Whether {@link #nodeAt} may answer otherwise than before the last call of this. */
    public boolean hitsChanged() {
        boolean changed = hitsChanged;
        hitsChanged = false;
        return changed;
    }

    /**
     * Brings visibility and damage up to date, then tells the listeners of nodes and outputs. What one of
     * them throws keeps none of the others from being told, and is thrown in the end; an output whose part
     * fails is tried again at the next update.
     */
    public void update() {
        if (updating) {
            return;
        }
        updating = true;
        Throwable failure;
        try {
            failure = refresh();
        } finally {
            updating = false;
        }
        Failures.rethrow(tell(failure));
    }

    private Throwable refresh() {
        Throwable failure = null;
        if (structureChanged) {
            structureChanged = false;
            boolean restacked = orderChanged;
            orderChanged = false;
            for (int i = 0; i < outputs.size(); i++) {
                try {
                    outputs.get(i).refresh(restacked);
                } catch (Throwable thrown) {
                    structureChanged = true;
                    failure = Failures.join(failure, thrown);
                }
            }
        }
        for (int i = 0; i < changedContent.size(); i++) {
            try {
                changedContent.get(i).spreadDamage();
            } catch (Throwable thrown) {
                failure = Failures.join(failure, thrown);
            }
        }
        changedContent.clear();
        return failure;
    }

    private Throwable tell(Throwable before) {
        Throwable failure = before;
        for (Crossing crossing = crossings.poll(); crossing != null; crossing = crossings.poll()) {
            try {
                crossing.tell();
            } catch (Throwable thrown) {
                failure = Failures.join(failure, thrown);
            }
        }
        for (int i = 0; i < outputs.size(); i++) {
            try {
                outputs.get(i).tellDamaged();
            } catch (Throwable thrown) {
                failure = Failures.join(failure, thrown);
            }
        }
        return failure;
    }

    Renderer renderer() {
        return renderer;
    }

    void remove(SceneOutput output) {
        outputs.remove(output);
    }

    void structureChanged() {
        structureChanged = true;
        hitsChanged = true;
    }

    /** Some node is above others than before; see {@link SceneNode#touch}. */
    void orderChanged() {
        orderChanged = true;
    }

    void inputChanged() {
        hitsChanged = true;
    }

    void contentChanged(BufferNode node) {
        changedContent.add(node);
    }

    void crossed(BufferNode node, SceneOutput output, boolean entered) {
        crossings.add(new Crossing(node, output, entered));
    }

    long nextStamp() {
        return ++stamp;
    }

    long currentStamp() {
        return stamp;
    }
}
