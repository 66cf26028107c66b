package org.breakwater.compositor.glue;

import org.breakwater.compositor.seat.SurfaceFinder;
import org.breakwater.compositor.seat.SurfaceLocator;
import org.breakwater.compositor.seat.Target;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.scene.Hit;
import org.breakwater.render.scene.Scene;

/** Finds surfaces, and their places, by what the scene shows. */
public record SceneFinder(Scene scene) implements SurfaceFinder, SurfaceLocator {
    @Override
    public Target at(double lx, double ly) {
        Hit hit = scene.nodeAt(lx, ly);
        Surface surface = hit == null ? null : SurfaceNode.surfaceOf(hit.node());
        return surface == null ? null : new Target(surface, hit.nodeX(), hit.nodeY());
    }

    @Override
    public Point originOf(Surface surface) {
        return surface.isMapped() ? SurfaceNode.of(surface).tree().layoutPosition() : null;
    }
}
