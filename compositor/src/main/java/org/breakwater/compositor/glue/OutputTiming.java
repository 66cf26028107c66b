package org.breakwater.compositor.glue;

import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceTiming;
import org.breakwater.render.scene.SceneOutput;

/** Paces each surface by the fastest of the outputs that it can be seen on. */
public final class OutputTiming implements SurfaceTiming {
    @Override
    public boolean isShown(Surface surface) {
        return SurfaceNode.of(surface).pacingOutput() != null;
    }

    @Override
    public void awaitFrame(Surface surface, Runnable shown) {
        SurfaceNode.of(surface).awaitFrame(shown);
    }

    @Override
    public long latchTime(Surface surface, long nanos) {
        SceneOutput output = SurfaceNode.of(surface).pacingOutput();
        return output == null ? nanos : ((OutputRenderer) output.data()).latchTime(nanos);
    }
}
