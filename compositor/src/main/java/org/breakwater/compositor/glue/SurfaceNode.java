package org.breakwater.compositor.glue;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.ClientPicture;
import org.breakwater.compositor.buffer.ClientBuffer;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.surface.Subsurface;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceGeometry;
import org.breakwater.compositor.surface.SurfaceState;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Held;
import org.breakwater.render.RenderException;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.render.geometry.Transform;
import org.breakwater.render.scene.BufferNode;
import org.breakwater.render.scene.SceneNode;
import org.breakwater.render.scene.SceneOutput;
import org.breakwater.render.scene.TreeNode;
import org.breakwater.wayland.WlOutput;
import org.breakwater.wayland.WlSurface;
import org.breakwater.wayland.WpPresentationFeedback.Kind;
import org.breakwater.wayland.server.WlOutputResource;

/**
 * A surface in the scene: a tree with its origin at the surface's, holding the surface's own content and the
 * trees of its subsurfaces in stacking order. It owns the texture with the content, unless that is the
 * buffer's.
 *
 * <p>A root surface's tree belongs to whoever gives it a place (a window, a popup, the cursor); until then,
 * and after, it is in limbo. The tree is shown while the surface is mapped.
 */
public final class SurfaceNode implements BufferNode.Listener {
    private static final int MAX_DAMAGE = 64;

    /**
     * A client that comes with another buffer so many times in a row has more than one, and does not wait
     * for this one.
     */
    private static final int ROTATES = 3;

    /**
     * A client that takes the first buffer that is free always comes with the same one, while each goes back
     * to it at once. Once in so many frames it is told of the frame first: if it has another, it takes that.
     */
    private static final int TRIAL_INTERVAL = 64;

    private final SurfaceScene scene;
    private final Surface surface;
    private final TreeNode tree;
    private final BufferNode content;
    private final List<SceneOutput> entered = new ArrayList<>(1);
    private Texture texture;
    private boolean textureIsShared;    // the buffer's, and not ours
    private long textureBytes;
    private ClientBuffer lastBuffer;
    private ClientBuffer kept;          // null: nothing is, or nothing need be
    private int rotations;
    private int repetitions;
    private boolean onTrial;
    private boolean takesInput = true;
    private boolean queued;
    private boolean contentChanged;
    /** Where the texture is behind the last commit, in buffer coordinates. */
    private final RegionBuffer unread = new RegionBuffer();
    private boolean allUnread;
    private int seenWidth;
    private int seenHeight;
    private int preferredScale;
    private double preferredFraction;
    private Transform preferredTransform;
    private Runnable frameShown;        // null: nobody waits
    private SceneOutput latchedBy;
    private ClientPicture picture;      // what is shown, where an output may show it as it is
    private SceneOutput scannedOutBy;   // which does so

    SurfaceNode(SurfaceScene scene, Surface surface) {
        this.scene = scene;
        this.surface = surface;
        this.tree = scene.layers().limbo().createTree();
        this.content = tree.createBuffer();
        tree.setEnabled(surface.isMapped());
        tree.setData(this);
        content.setData(this);
        content.setListener(this);
        surface.committed().add(s -> committed());
        surface.mapped().add(s -> tree.setEnabled(true));
        surface.unmapped().add(s -> tree.setEnabled(false));
        surface.destroyed().add(s -> destroyed());
        surface.tree().restacked().add(s -> restack());
    }

    /** The node of a surface; every live surface has one. */
    public static SurfaceNode of(Surface surface) {
        return (SurfaceNode) surface.content();
    }

    /** The node of the surface whose content a buffer node shows, or null. */
    static SurfaceNode of(BufferNode node) {
        return node.data() instanceof SurfaceNode found ? found : null;
    }

    /** The surface whose content a buffer node shows, or null. */
    public static Surface surfaceOf(BufferNode node) {
        SurfaceNode found = of(node);
        return found == null ? null : found.surface;
    }

    public TreeNode tree() {
        return tree;
    }

    public Surface surface() {
        return surface;
    }

    /** Puts the tree where it is never shown; its owner gives it up. */
    public void toLimbo() {
        tree.reparent(scene.layers().limbo());
    }

    /** The outputs that the surface is on, in the order in which it came to them. */
    public List<SceneOutput> outputs() {
        return entered;
    }

    /** What the surface shows, where an output may show it as it is; else null. */
    ClientPicture picture() {
        return picture;
    }

    /** The output that shows {@link #picture} as it is; null: all of them draw it. */
    void setScannedOutBy(SceneOutput sceneOutput) {
        scannedOutBy = sceneOutput;
    }

    /** False for a cursor or an icon: it is drawn, and input goes to what is below it and its subsurfaces. */
    public void setTakesInput(boolean takes) {
        takesInput = takes;
        refreshInput();
    }

    /** Of the whole tree: its root decides. */
    private void refreshInput() {
        content.setInputRegion(inputRegion());
        for (Subsurface.Placement placement : surface.tree().stack()) {
            if (!placement.isParent()) {
                of(placement.subsurface().surface()).refreshInput();
            }
        }
    }

    /** Multiplies what is shown; between 0 and 1. */
    public void setAlpha(float alpha) {
        content.setAlpha(alpha);
    }

    @Override
    public void entered(SceneOutput sceneOutput) {
        entered.add(sceneOutput);
        try {
            for (WlOutputResource output : outputsOfClient(sceneOutput)) {
                surface.resource().sendEnter(output);
            }
            updatePreferences();
        } catch (Throwable thrown) {
            failed("wl_surface.enter", thrown);
        }
    }

    @Override
    public void left(SceneOutput sceneOutput) {
        entered.remove(sceneOutput);
        latchedBy = latchedBy == sceneOutput ? null : latchedBy;
        if (!surface.resource().isAlive()) {
            return;
        }
        try {
            for (WlOutputResource output : outputsOfClient(sceneOutput)) {
                surface.resource().sendLeave(output);
            }
            updatePreferences();
        } catch (Throwable thrown) {
            failed("wl_surface.leave", thrown);
        }
    }

    @Override
    public void sampled(SceneOutput sceneOutput) {
        try {
            if (entered.size() > 1 && sceneOutput != pacingOutput()) {
                return;
            }
            latchedBy = frameShown == null ? null : sceneOutput;
            scene.presentation().latched(surface, outputOf(sceneOutput),
                    sceneOutput == scannedOutBy ? Kind.ZERO_COPY.value() : 0);
        } catch (Throwable thrown) {
            failed("presentation feedback", thrown);
        }
    }

    @Override
    public void presented(SceneOutput sceneOutput, long nanos) {
        try {
            surface.sendFrameDone((int) (nanos / 1_000_000));
            if (onTrial) {
                surface.contentTaken();
            }
        } catch (Throwable thrown) {
            failed("wl_surface.frame", thrown);
        }
        if (latchedBy == sceneOutput) {
            tellFrameShown();
        }
    }

    @Override
    public void unpaintable(SceneOutput sceneOutput, Throwable thrown) {
        failed("drawing a surface", thrown);
    }

    /** {@code shown} runs once, at the refresh that shows what is committed now; until then another replaces it. */
    void awaitFrame(Runnable shown) {
        frameShown = shown;
        latchedBy = null;
        queue();
    }

    /** Of the outputs that the surface can be seen on, the fastest; null when it cannot be seen. */
    SceneOutput pacingOutput() {
        SceneOutput fastest = null;
        for (int i = 0; i < entered.size(); i++) {
            SceneOutput output = entered.get(i);
            if (content.isVisibleOn(output) && (fastest == null || refresh(output) > refresh(fastest))) {
                fastest = output;
            }
        }
        return fastest;
    }

    /** The client has bound an output that the surface is on. */
    void outputBound(Output output, WlOutputResource resource) {
        for (int i = 0; i < entered.size(); i++) {
            if (outputOf(entered.get(i)) == output && resource.client() == surface.resource().client()) {
                surface.resource().sendEnter(resource);
            }
        }
    }

    /** An output changed its scale or transform. */
    void updatePreferences() {
        if (entered.isEmpty()) {
            return;
        }
        double fraction = 0;
        Transform transform = outputOf(entered.get(0)).transform();
        for (int i = 0; i < entered.size(); i++) {
            fraction = Math.max(fraction, outputOf(entered.get(i)).scale());
        }
        int scale = (int) Math.ceil(fraction);
        if (surface.resource().supports(WlSurface.PREFERRED_BUFFER_SCALE_SINCE)) {
            if (scale != preferredScale) {
                surface.resource().sendPreferredBufferScale(scale);
            }
            if (transform != preferredTransform) {
                surface.resource().sendPreferredBufferTransform(
                        WlOutput.Transform.fromWire(transform.wire()));
            }
        }
        if (fraction != preferredFraction) {
            scene.fractionalScale().setPreferredScale(surface, fraction);
        }
        preferredScale = scale;
        preferredTransform = transform;
        preferredFraction = fraction;
    }

    /**
     * However often a client commits in one turn of the loop, its content is read once, at the turn's end: a
     * buffer that another replaced before goes back unread.
     */
    private void committed() {
        SurfaceState state = surface.current();
        if (state.hasNewBuffer()) {
            boolean sameSize = state.bufferWidth() == seenWidth && state.bufferHeight() == seenHeight;
            if (sameSize) {
                surface.addBufferDamage(unread);
                unread.collapse(MAX_DAMAGE);
            } else {
                allUnread = true;
            }
            seenWidth = state.bufferWidth();
            seenHeight = state.bufferHeight();
            contentChanged = true;
        }
        queue();
    }

    private void queue() {
        if (!queued) {
            queued = true;
            scene.changed(this);
        }
    }

    /** Brings what was committed in this turn into the scene. */
    void update() {
        queued = false;
        if (tree.isDestroyed()) {
            return;
        }
        try {
            read();
        } catch (RenderException tooLarge) {
            surface.resource().client().postNoMemory(tooLarge.getMessage());
        } catch (Throwable thrown) {
            failed("reading its content", thrown);
        }
    }

    private void read() {
        SurfaceState state = surface.current();
        if (contentChanged) {
            contentChanged = false;
            try {
                takeContent(state.buffer(), allUnread ? null : unread);
            } finally {
                allUnread = false;
                unread.clear();
            }
        }
        if (texture != null) {
            content.setSource(state.viewport().source() == null ? null : SurfaceGeometry.source(state));
            content.setDestinationSize(state.width(), state.height());
            content.setTransform(state.transform());
            content.setOpaque(state.opaque());
            content.setInputRegion(inputRegion());
        }
        if (surface.wantsFrame() || frameShown != null) {
            for (int i = 0; i < entered.size(); i++) {
                if (content.isVisibleOn(entered.get(i))) {
                    scene.scheduleFrame(entered.get(i));
                }
            }
        }
    }

    private void tellFrameShown() {
        Runnable shown = frameShown;
        frameShown = null;
        latchedBy = null;
        try {
            shown.run();
        } catch (Throwable thrown) {
            failed("a frame that was waited for", thrown);
        }
    }

    private Region inputRegion() {
        return of(surface.tree().root()).takesInput ? surface.current().input() : Region.EMPTY;
    }

    private void takeContent(ClientBuffer buffer, Rects damage) {
        if (buffer == null) {
            content.setTexture(null, null);
            closeTexture();
            return;
        }
        long bytes = 4L * buffer.width() * buffer.height();
        surface.resource().client().account().impose(Held.TEXTURE_BYTES, bytes - textureBytes);
        textureBytes = bytes;
        if (!surface.resource().client().isAlive()) {
            return;
        }
        Texture shared = buffer.shared(damage);
        if (shared != null) {
            takeShared(shared, damage);
            picture = buffer.picture();
            return;
        }
        picture = null;
        countRotation(buffer);
        Texture before = textureIsShared ? null : texture;
        Texture borrowing = rotations < ROTATES ? null : buffer.borrow(scene.renderer(), before, damage);
        texture = borrowing != null ? borrowing : buffer.upload(scene.renderer(), before, damage);
        textureIsShared = false;
        content.setTexture(texture, texture == before ? damage : null);
        if (before != null && before != texture) {
            before.close();
        }
        onTrial = borrowing == null && repetitions % TRIAL_INTERVAL == ROTATES && willBeTold();
        keep(borrowing == null && scene.renderer().canBeLost() ? buffer : null);
        if (borrowing == null && !onTrial) {
            surface.contentTaken();
        }
    }

    /** Holds a buffer that was copied, to read it again should the copy be lost; null: none. */
    private void keep(ClientBuffer buffer) {
        ClientBuffer last = kept;
        if (buffer != null) {
            buffer.hold();
        }
        kept = buffer;
        if (last != null) {
            last.drop();
        }
    }

    /**
     * The texture is empty. What it was read from is read again: it may have been drawn into since, which then
     * shows before the commit that says so.
     */
    void rendererRecovered() {
        if (texture == null) {
            return;
        }
        try {
            if (textureIsShared) {
                texture = surface.current().buffer().shared(null);
                content.setTexture(texture, null);
            } else if (kept != null) {
                texture = kept.upload(scene.renderer(), texture, null);
                content.setTexture(texture, null);
            }
        } catch (Throwable thrown) {
            failed("reading its content again", thrown);
        }
    }

    /** The buffer's own texture: the surface holds the buffer until the next one comes. */
    private void takeShared(Texture shared, Rects damage) {
        Texture before = textureIsShared ? null : texture;
        boolean replaced = texture != shared;
        texture = shared;
        textureIsShared = true;
        keep(null);
        lastBuffer = null;
        onTrial = false;
        // What is shown as it is cannot stay when it has been replaced, even by the same.
        content.setTexture(shared, replaced && scannedOutBy != null ? null : damage);
        if (before != null) {
            before.close();
        }
    }

    private void countRotation(ClientBuffer buffer) {
        if (buffer == lastBuffer) {
            rotations = 0;
            repetitions++;
        } else {
            rotations = onTrial ? ROTATES : Math.min(rotations + 1, ROTATES);
            repetitions = 0;
        }
        lastBuffer = buffer;
    }

    /** Whether the client waits for a frame, which will come. */
    private boolean willBeTold() {
        for (int i = 0; i < entered.size() && surface.wantsFrame(); i++) {
            if (content.isVisibleOn(entered.get(i))) {
                return true;
            }
        }
        return false;
    }

    private void restack() {
        boolean ordered = true;
        int at = 0;
        for (Subsurface.Placement placement : surface.tree().stack()) {
            SceneNode node = placement.isParent() ? content : of(placement.subsurface().surface()).tree;
            if (!placement.isParent()) {
                if (node.parent() != tree) {
                    node.reparent(tree);
                }
                node.setPosition(placement.x(), placement.y());
            }
            ordered &= at < tree.children().size() && tree.children().get(at++) == node;
        }
        if (!ordered) {
            evictStrangers();
            for (Subsurface.Placement placement : surface.tree().stack()) {
                (placement.isParent() ? content : of(placement.subsurface().surface()).tree).raiseToTop();
            }
        } else if (at < tree.children().size()) {
            evictStrangers();
        }
    }

    /** A former subsurface's tree outlives its place here. */
    private void evictStrangers() {
        for (SceneNode child : List.copyOf(tree.children())) {
            if (child.data() instanceof SurfaceNode node && node != this
                    && node.surface.tree().parent() != surface) {
                child.reparent(scene.layers().limbo());
            }
        }
    }

    private void destroyed() {
        for (SceneNode child : List.copyOf(tree.children())) {
            if (child != content) {
                child.reparent(scene.layers().limbo());
            }
        }
        content.setTexture(null, null);
        closeTexture();
        tree.destroy();
        scene.forget(this);
    }

    private void closeTexture() {
        surface.resource().client().account().discharge(Held.TEXTURE_BYTES, textureBytes);
        textureBytes = 0;
        if (texture != null && !textureIsShared) {
            texture.close();
        }
        texture = null;
        textureIsShared = false;
        picture = null;
        keep(null);
    }

    /** What is done for this surface alone costs nobody else his frame. */
    private void failed(String what, Throwable thrown) {
        surface.resource().client().failed(what, thrown);
    }

    private List<WlOutputResource> outputsOfClient(SceneOutput sceneOutput) {
        return outputOf(sceneOutput).resourcesOf(surface.resource().client());
    }

    private static int refresh(SceneOutput sceneOutput) {
        return outputOf(sceneOutput).mode().refreshMilliHz();
    }

    private static Output outputOf(SceneOutput sceneOutput) {
        return ((OutputRenderer) sceneOutput.data()).output();
    }
}
