package org.breakwater.compositor.glue;

import org.breakwater.compositor.contenttype.ContentTypes;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.tearing.TearingControl;
import org.breakwater.render.scene.BufferNode;

/** An output does as the client wishes whose surface is all that it shows; else nobody has the say. */
public final class ClientHints implements FrameHints.Source {
    private final TearingControl tearing;
    private final ContentTypes contentTypes;

    public ClientHints(TearingControl tearing, ContentTypes contentTypes) {
        this.tearing = tearing;
        this.contentTypes = contentTypes;
    }

    @Override
    public FrameHints of(OutputRenderer output) {
        BufferNode whole = output.sceneOutput().filledBy();
        Surface surface = whole == null ? null : SurfaceNode.surfaceOf(whole);
        return surface == null
                ? FrameHints.NONE
                : new FrameHints(tearing.mayTear(surface), contentTypes.of(surface));
    }
}
