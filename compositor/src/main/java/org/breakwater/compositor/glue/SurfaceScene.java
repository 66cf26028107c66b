package org.breakwater.compositor.glue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.compositor.fractionalscale.FractionalScale;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.presentation.Presentation;
import org.breakwater.compositor.surface.Compositor;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Clock;
import org.breakwater.render.Renderer;
import org.breakwater.render.scene.SceneOutput;
import org.breakwater.wayland.server.WlOutputResource;

/** Gives every surface its {@link SurfaceNode}, and the nodes what they share. */
public final class SurfaceScene {
    private final Clock clock;
    private final Renderer renderer;
    private final Layers layers;
    private final Presentation presentation;
    private final FractionalScale fractionalScale;
    private final Set<SurfaceNode> nodes = new LinkedHashSet<>();
    private List<SurfaceNode> changed = new ArrayList<>();
    private List<SurfaceNode> updating = new ArrayList<>();

    public SurfaceScene(Clock clock, Renderer renderer, Layers layers, Compositor compositor,
            Presentation presentation, FractionalScale fractionalScale) {
        this.clock = clock;
        this.renderer = renderer;
        this.layers = layers;
        this.presentation = presentation;
        this.fractionalScale = fractionalScale;
        compositor.surfaceCreated().add(this::adopt);
    }

    public Layers layers() {
        return layers;
    }

    /**
     * At the tail of a turn, before the scene's update: reads what was committed in it. The time is the
     * clients', who chose how much there is to read.
     */
    public void update() {
        if (changed.isEmpty()) {
            return;
        }
        List<SurfaceNode> due = changed;
        changed = updating;
        updating = due;
        long before = clock.nanos();
        for (int i = 0; i < due.size(); i++) {
            SurfaceNode node = due.get(i);
            node.update();
            long after = clock.nanos();
            node.surface().resource().client().charge(after - before);
            before = after;
        }
        due.clear();
    }

    /** An output became visible to clients, or changed what they should know. */
    public void outputAdded(Output output) {
        output.bound().add(resource -> outputBound(output, resource));
        output.changed().add(o -> nodes.forEach(SurfaceNode::updatePreferences));
    }

    /** The renderer has begun anew, without what was in its textures: reads again what is shown. */
    public void rendererRecovered() {
        nodes.forEach(SurfaceNode::rendererRecovered);
    }

    Renderer renderer() {
        return renderer;
    }

    Presentation presentation() {
        return presentation;
    }

    FractionalScale fractionalScale() {
        return fractionalScale;
    }

    void scheduleFrame(SceneOutput output) {
        ((OutputRenderer) output.data()).scheduleFrame();
    }

    void changed(SurfaceNode node) {
        changed.add(node);
    }

    void forget(SurfaceNode node) {
        nodes.remove(node);
    }

    private void adopt(Surface surface) {
        SurfaceNode node = new SurfaceNode(this, surface);
        surface.setContent(node);
        nodes.add(node);
    }

    private void outputBound(Output output, WlOutputResource resource) {
        for (SurfaceNode node : nodes) {
            node.outputBound(output, resource);
        }
    }
}
