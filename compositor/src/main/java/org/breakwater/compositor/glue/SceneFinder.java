package org.breakwater.compositor.glue;

import org.breakwater.compositor.seat.SurfaceFinder;
import org.breakwater.compositor.seat.SurfaceLocator;
import org.breakwater.compositor.seat.Target;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.scene.BufferNode;
import org.breakwater.render.scene.Scene;

/** Finds surfaces, and their places, by what the scene shows. Looking for one allocates nothing. */
public final class SceneFinder implements SurfaceFinder, SurfaceLocator {
    private final Scene scene;
    private final Target found = new Target(null, 0, 0);

    public SceneFinder(Scene scene) {
        this.scene = scene;
    }

    @Override
    public Target at(double lx, double ly) {
        BufferNode node = scene.nodeAt(lx, ly);
        Surface surface = node == null ? null : SurfaceNode.surfaceOf(node);
        return surface == null ? null : found.set(surface, lx - node.layoutX(), ly - node.layoutY());
    }

    @Override
    public Point originOf(Surface surface) {
        return surface.isMapped() ? SurfaceNode.of(surface).tree().layoutPosition() : null;
    }
}
