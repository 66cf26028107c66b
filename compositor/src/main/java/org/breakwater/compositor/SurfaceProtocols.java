package org.breakwater.compositor;

import org.breakwater.compositor.alphamodifier.AlphaModifier;
import org.breakwater.compositor.committiming.CommitTiming;
import org.breakwater.compositor.contenttype.ContentTypes;
import org.breakwater.compositor.fifo.Fifo;
import org.breakwater.compositor.glue.ClientHints;
import org.breakwater.compositor.glue.FrameHints;
import org.breakwater.compositor.glue.OutputTiming;
import org.breakwater.compositor.glue.SurfaceNode;
import org.breakwater.compositor.surface.SurfaceTiming;
import org.breakwater.compositor.tearing.TearingControl;
import org.breakwater.protocol.server.Display;

/** The globals that say how and when surfaces are shown. */
final class SurfaceProtocols {
    private final ContentTypes contentTypes;
    private final TearingControl tearing;

    SurfaceProtocols(Display display) {
        SurfaceTiming timing = new OutputTiming();
        new Fifo(display, timing);
        new CommitTiming(display, timing);
        contentTypes = new ContentTypes(display);
        tearing = new TearingControl(display);
        AlphaModifier alpha = new AlphaModifier(display);
        alpha.changed().add(surface -> SurfaceNode.of(surface).setAlpha(alpha.multiplierOf(surface)));
    }

    ContentTypes contentTypes() {
        return contentTypes;
    }

    TearingControl tearing() {
        return tearing;
    }

    /** For whoever shows frames. */
    FrameHints.Source frameHints() {
        return new ClientHints(tearing, contentTypes);
    }
}
