package org.breakwater.render.scene;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.breakwater.render.PixelFormat;
import org.breakwater.render.RenderPass;
import org.breakwater.render.Texture;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.render.geometry.Transform;

/**
 * A node that shows a texture. The texture belongs to someone else, who gives the node another one
 * (or null) before it closes this one.
 *
 * <p>Buffer to screen: {@link #setSource} crops the texture, {@link #setTransform} turns the rest
 * upright, {@link #setDestinationSize} stretches that to a logical size.
 */
public final class BufferNode extends SceneNode {
    /** Opaque parts past this many are not used for culling. */
    private static final int MAX_OPAQUE_RECTS = 64;
    private static final int MAX_DAMAGE_RECTS = 32;

    /**
     * Told what becomes of the node. Called from {@link Scene#update}, {@link SceneOutput#render}
     * and {@link SceneOutput#framePresented}; may change the scene in any way, which then takes
     * effect at the next update.
     */
    public interface Listener {
        /** Part of the node is now within the output, hidden behind others or not. */
        default void entered(SceneOutput output) {
        }

        /** Nothing of the node is within the output any more. Also after the node was destroyed. */
        default void left(SceneOutput output) {
        }

        /** What the node shows is visible in the frame that was just drawn for this output. */
        default void sampled(SceneOutput output) {
        }

        /** A frame was shown at {@code nanos}, and the node is visible on this output. */
        default void presented(SceneOutput output, long nanos) {
        }

        /**
         * The node could not be drawn, and the frame goes without it; others could. Unless this is
         * overridden the whole frame fails.
         */
        default void unpaintable(SceneOutput output, Throwable thrown) {
            Failures.rethrow(thrown);
        }
    }

    private static final Listener NOBODY = new Listener() {
    };

    private Listener listener = NOBODY;
    private Texture texture;
    private int textureWidth;
    private int textureHeight;
    private PixelFormat textureFormat;
    private FRect source;                       // null: the whole texture
    private FRect crop;                         // source, or the whole texture
    private int destinationWidth;
    private int destinationHeight;
    private Transform transform = Transform.NORMAL;
    private Region opaque = Region.EMPTY;
    private Region input;                       // null: all of the node
    private float alpha = 1;
    private final RegionBuffer damage = new RegionBuffer();     // of the texture, since the last update
    private final RegionBuffer spread = new RegionBuffer();     // of an output
    private boolean damageQueued;

    BufferNode(Scene scene, TreeNode parent) {
        super(scene, parent);
    }

    /** Null for nobody. */
    public void setListener(Listener listener) {
        this.listener = listener == null ? NOBODY : listener;
    }

    public Texture texture() {
        return texture;
    }

    /**
     * Shows a texture, or the same one after an update.
     *
     * @param texture null: the node shows nothing and takes no input
     * @param changed where it differs from what was shown, in texture coordinates; null: anywhere
     */
    public void setTexture(Texture texture, Rects changed) {
        if (texture == null) {
            if (this.texture != null) {
                this.texture = null;
                touch();
            }
            return;
        }
        boolean shown = this.texture != null;
        this.texture = texture;
        if (!shown || texture.width() != textureWidth || texture.height() != textureHeight
                || texture.format() != textureFormat) {
            textureWidth = texture.width();
            textureHeight = texture.height();
            textureFormat = texture.format();
            crop();
            touch();
            return;
        }
        if (changed == null) {
            damage.set(0, 0, textureWidth, textureHeight);
        } else {
            damage.add(changed).intersect(0, 0, textureWidth, textureHeight).collapse(MAX_DAMAGE_RECTS);
        }
        if (!damage.isEmpty() && !damageQueued) {
            damageQueued = true;
            scene.contentChanged(this);
        }
    }

    /** The part of the texture to show, in texture coordinates; null is all of it. */
    public void setSource(FRect source) {
        if (!Objects.equals(source, this.source)) {
            this.source = source;
            crop();
            touch();
        }
    }

    /** The logical size to show it in; zero is the size of the source. */
    public void setDestinationSize(int width, int height) {
        if (width != destinationWidth || height != destinationHeight) {
            destinationWidth = width;
            destinationHeight = height;
            touch();
        }
    }

    /**
     * How the texture was transformed ({@code wl_surface.set_buffer_transform}); it is shown
     * upright.
     */
    public void setTransform(Transform transform) {
        if (transform != this.transform) {
            this.transform = transform;
            touch();
        }
    }

    /** The part without transparency, in logical coordinates of the node. */
    public void setOpaque(Region opaque) {
        if (!opaque.equals(this.opaque)) {
            this.opaque = opaque;
            touch();
        }
    }

    /** The part that takes input, in logical coordinates of the node; null is all of it. */
    public void setInputRegion(Region input) {
        if (input != this.input) {
            this.input = input;
            scene.inputChanged();
        }
    }

    /** Multiplies colour and alpha; between 0 and 1. */
    public void setAlpha(float alpha) {
        if (alpha != this.alpha) {
            this.alpha = alpha;
            touch();
        }
    }

    /** The logical width on the screen; 0 without a texture. */
    public int width() {
        return drawnWidth();
    }

    /** The logical height on the screen; 0 without a texture. */
    public int height() {
        return drawnHeight();
    }

    /** The outputs that some of the node is within, as of the last update. */
    public Set<SceneOutput> outputs() {
        Set<SceneOutput> outputs = new LinkedHashSet<>();
        for (NodeView view : views()) {
            outputs.add(view.output());
        }
        return Collections.unmodifiableSet(outputs);
    }

    /** True when some of the node can be seen on the output, as of the last update. */
    public boolean isVisibleOn(SceneOutput output) {
        NodeView view = viewOn(output);
        return view != null && !view.visible().isEmpty();
    }

    boolean takesInput(double nodeX, double nodeY) {
        return nodeX >= 0 && nodeY >= 0 && nodeX < drawnWidth() && nodeY < drawnHeight()
                && (input == null || input.contains((int) nodeX, (int) nodeY));
    }

    Listener listener() {
        return listener;
    }

    private void crop() {
        crop = source != null ? source : new FRect(0, 0, textureWidth, textureHeight);
    }

    /** Turns the damage of the content into damage of the outputs that show it. */
    void spreadDamage() {
        damageQueued = false;
        for (int i = 0; i < views().size(); i++) {
            NodeView view = views().get(i);
            if (view.isLifted()) {
                view.output().liftedRedrawn();
            } else if (!view.visible().isEmpty()) {
                view.output().damage(spreadOn(view).intersect(view.visible()));
            }
        }
        damage.clear();
    }

    private RegionBuffer spreadOn(NodeView view) {
        spread.clear();
        Transform toFramebuffer = toFramebuffer(view);
        boolean stretched = isStretched(view);
        if (toFramebuffer == Transform.NORMAL && !stretched) {
            int dx = view.box().x() - (int) crop.x();
            int dy = view.box().y() - (int) crop.y();
            for (int i = 0; i < damage.rectCount(); i++) {
                spread.add(damage.x1(i) + dx, damage.y1(i) + dy, damage.x2(i) + dx, damage.y2(i) + dy);
            }
            return spread;
        }
        // An interpolated pixel takes from texels around it: one more on each side.
        double bleed = stretched ? 1 : 0;
        for (int i = 0; i < damage.rectCount(); i++) {
            FRect part = new FRect((damage.x1(i) - bleed - crop.x()) / crop.width(),
                    (damage.y1(i) - bleed - crop.y()) / crop.height(),
                    (damage.x2(i) - damage.x1(i) + 2 * bleed) / crop.width(),
                    (damage.y2(i) - damage.y1(i) + 2 * bleed) / crop.height());
            Rect changed = roundOut(view.place(part, toFramebuffer)).intersect(view.output().bounds());
            spread.add(changed.x(), changed.y(), changed.x2(), changed.y2());
        }
        return spread;
    }

    /** Outwards, but not by a whole pixel for what is an error of the arithmetic. */
    private static Rect roundOut(FRect r) {
        return Rect.ofCorners((int) Math.floor(r.x() + 1e-6), (int) Math.floor(r.y() + 1e-6),
                (int) Math.ceil(r.x2() - 1e-6), (int) Math.ceil(r.y2() - 1e-6));
    }

    private static Rect roundIn(FRect r) {
        return Rect.ofCorners((int) Math.ceil(r.x() - 1e-6), (int) Math.ceil(r.y() - 1e-6),
                (int) Math.floor(r.x2() + 1e-6), (int) Math.floor(r.y2() + 1e-6));
    }

    /** True unless every texel falls on exactly one pixel. */
    private boolean isStretched(NodeView view) {
        Rect box = view.box();
        Transform t = toFramebuffer(view);
        return !crop.isIntegral() || t.width(box.width(), box.height()) != crop.width()
                || t.height(box.width(), box.height()) != crop.height();
    }

    /** Whether the output's pixels are those of the texture, all of them and no others; it is known to be opaque. */
    boolean isShownAsIs(NodeView view) {
        return toFramebuffer(view) == Transform.NORMAL && !isStretched(view)
                && crop.x() == 0 && crop.y() == 0 && crop.width() == textureWidth
                && crop.height() == textureHeight && view.box().equals(view.output().bounds());
    }

    private Transform toFramebuffer(NodeView view) {
        return transform.then(view.toFramebuffer());
    }

    @Override
    int drawnWidth() {
        if (texture == null || crop.isEmpty()) {
            return 0;
        }
        return destinationWidth > 0 && destinationHeight > 0 ? destinationWidth
                : (int) Math.round(transform.swapsAxes() ? crop.height() : crop.width());
    }

    @Override
    int drawnHeight() {
        if (texture == null || crop.isEmpty()) {
            return 0;
        }
        return destinationWidth > 0 && destinationHeight > 0 ? destinationHeight
                : (int) Math.round(transform.swapsAxes() ? crop.width() : crop.height());
    }

    @Override
    void opaquePixels(NodeView view, RegionBuffer into) {
        if (alpha < 1) {
            return;
        }
        int width = drawnWidth();
        int height = drawnHeight();
        Rect box = view.box();
        if (textureFormat.opaque() || opaque.contains(0, 0, width, height)) {
            into.set(box);
            return;
        }
        boolean shifted = view.toFramebuffer() == Transform.NORMAL && !isStretched(view)
                && box.width() == width && box.height() == height;
        for (int i = 0; i < opaque.rectCount() && i < MAX_OPAQUE_RECTS; i++) {
            int x1 = Math.max(opaque.x1(i), 0);
            int y1 = Math.max(opaque.y1(i), 0);
            int x2 = Math.min(opaque.x2(i), width);
            int y2 = Math.min(opaque.y2(i), height);
            if (x1 >= x2 || y1 >= y2) {
                continue;
            }
            if (shifted) {
                into.add(box.x() + x1, box.y() + y1, box.x() + x2, box.y() + y2);
            } else {
                Rect part = opaqueOnOutput(Rect.ofCorners(x1, y1, x2, y2), width, height, view);
                into.add(part.x(), part.y(), part.x2(), part.y2());
            }
        }
    }

    private Rect opaqueOnOutput(Rect r, int width, int height, NodeView view) {
        // Inwards, and away from texels that are not opaque; but the node's own edges are sharp.
        double dx = 0;
        double dy = 0;
        if (isStretched(view)) {
            dx = width / (transform.swapsAxes() ? crop.height() : crop.width());
            dy = height / (transform.swapsAxes() ? crop.width() : crop.height());
        }
        double x1 = r.x() == 0 ? 0 : r.x() + dx;
        double y1 = r.y() == 0 ? 0 : r.y() + dy;
        double x2 = r.x2() == width ? width : r.x2() - dx;
        double y2 = r.y2() == height ? height : r.y2() - dy;
        FRect part = new FRect(x1 / width, y1 / height, (x2 - x1) / width, (y2 - y1) / height);
        return roundIn(view.place(part, view.toFramebuffer()));
    }

    @Override
    void paint(RenderPass pass, NodeView view, Rects clip, boolean blend) {
        pass.texture(texture, crop, view.box(), toFramebuffer(view), alpha, clip, blend);
    }
}
