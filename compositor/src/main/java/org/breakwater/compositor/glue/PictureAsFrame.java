package org.breakwater.compositor.glue;

import java.util.function.BiConsumer;
import org.breakwater.compositor.backend.BackendOutput;
import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.compositor.backend.PictureFormats;
import org.breakwater.compositor.linuxdmabuf.Scanout;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.render.scene.BufferNode;
import org.breakwater.render.scene.SceneOutput;

/**
 * Shows on one output the picture of a client as it is, in place of a frame, where a frame would be that picture and
 * nothing else: a fullscreen window that is opaque, neither scaled nor turned, with nothing in front of it but what has
 * a plane of its own. Whether the output takes the picture is the backend's to say, each time; if not, a frame is drawn
 * as ever.
 */
final class PictureAsFrame {
    private final SceneOutput sceneOutput;
    private final BackendOutput backend;
    private final BiConsumer<Surface, Scanout> offers;
    private final Scanout offer;
    private SurfaceNode candidate;      // whose pictures could be shown, whatever they are made of
    private ClientPicture shown;        // null: a frame is

    /** {@code offers}: told whose surface's pictures could be shown on the output, and, with null, whose no more. */
    PictureAsFrame(SceneOutput sceneOutput, BackendOutput backend, BiConsumer<Surface, Scanout> offers) {
        this.sceneOutput = sceneOutput;
        this.backend = backend;
        this.offers = offers;
        PictureFormats taken = backend.pictureFormats();
        this.offer = new Scanout(taken.device(), taken.formats());
    }

    /** Whether the output shows a client's picture, and no frame. */
    boolean isShowing() {
        return shown != null;
    }

    /**
     * Shows what has changed, if that can be done so; if not, it is to be drawn. After the scene's update, in place of
     * {@link SceneOutput#render}.
     */
    boolean show() {
        boolean due = sceneOutput.needsFrame();
        SurfaceNode node = find();
        ClientPicture picture = node == null ? null : node.picture();
        if (picture == shown && !due) {
            return false;       // it stays as it is
        }
        if (picture == null || !backend.presentPicture(picture)) {
            endShowing();
            return false;
        }
        shown = picture;
        node.setScannedOutBy(sceneOutput);
        sceneOutput.shownUndrawn();
        return true;
    }

    /** The output is no more. */
    void close() {
        shown = null;
        become(null);
    }

    private SurfaceNode find() {
        BufferNode whole = sceneOutput.shownAsIs();
        SurfaceNode node = whole == null ? null : SurfaceNode.of(whole);
        if (node != candidate) {
            become(node);
        }
        return node;
    }

    private void become(SurfaceNode node) {
        SurfaceNode last = candidate;
        candidate = node;
        if (last != null) {
            last.setScannedOutBy(null);
            offers.accept(last.surface(), null);
        }
        if (node != null) {
            offers.accept(node.surface(), offer);
        }
    }

    private void endShowing() {
        if (shown == null) {
            return;
        }
        shown = null;
        if (candidate != null) {
            candidate.setScannedOutBy(null);
        }
        if (!sceneOutput.needsFrame()) {
            sceneOutput.damageWhole();
        }
    }
}
