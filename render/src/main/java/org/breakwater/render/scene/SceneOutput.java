package org.breakwater.render.scene;

import java.util.Arrays;
import java.util.List;
import org.breakwater.render.RenderPass;
import org.breakwater.render.RenderTarget;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.Transform;

/**
 * A window on the scene, drawn into targets of {@code pixelWidth} x {@code pixelHeight}. What no
 * node covers is black. Damage is in pixels of the target.
 */
public final class SceneOutput {
    /** Draws over all that an output shows, to make visible what goes on behind the picture. */
    public interface Overlay {
        /**
         * A frame is about to be drawn.
         *
         * @param damage what changed in the scene since the last one, in pixels of the target
         * @return where the overlay looks different from what it drew last: it is drawn anew, too
         */
        Region prepare(SceneOutput output, Region damage);

        /** Draws; {@code clip} holds at least what {@link #prepare} returned. */
        void paint(SceneOutput output, RenderPass pass, Region clip);
    }

    private static final BufferNode[] NONE = new BufferNode[0];

    private final Scene scene;
    private final LiftedTree lifted = new LiftedTree();
    private final RenderList list;
    private final DamageRing ring;
    private Rect geometry;
    private Rect bounds;
    private double scale;
    private Transform transform;
    private Transform toFramebuffer;
    private final int[] corners = new int[4];
    private Runnable damaged = () -> { };
    private boolean damagedSinceTold = true;
    private boolean destroyed;
    private Overlay overlay;
    private Rects drawn = Region.EMPTY;
    private BufferNode[] spare = NONE;
    private Object data;

    SceneOutput(Scene scene, Rect geometry, int pixelWidth, int pixelHeight, double scale,
            Transform transform) {
        this.scene = scene;
        this.list = new RenderList(this, lifted);
        take(geometry, pixelWidth, pixelHeight, scale, transform);
        this.ring = new DamageRing(bounds);
    }

    /**
     * Everything that says what the output shows. All of it is damaged when something changes.
     *
     * @param layoutGeometry where it is in the layout; only its top left says what is drawn
     * @param pixelWidth of the targets, before the transform is undone: the mode's
     * @param scale pixels per logical pixel
     * @param transform {@code wl_output.transform}: content is drawn turned by it
     */
    public void setGeometry(Rect layoutGeometry, int pixelWidth, int pixelHeight, double scale,
            Transform transform) {
        if (layoutGeometry.equals(geometry) && pixelWidth == bounds.width()
                && pixelHeight == bounds.height() && scale == this.scale
                && transform == this.transform) {
            return;
        }
        take(layoutGeometry, pixelWidth, pixelHeight, scale, transform);
        ring.reset(bounds);
        list.invalidate();
        damagedSinceTold = true;
        scene.structureChanged();
    }

    private void take(Rect layoutGeometry, int pixelWidth, int pixelHeight, double newScale,
            Transform newTransform) {
        if (pixelWidth <= 0 || pixelHeight <= 0 || !(newScale > 0)) {
            throw new IllegalArgumentException("an output has a size and a scale");
        }
        geometry = layoutGeometry;
        bounds = new Rect(0, 0, pixelWidth, pixelHeight);
        scale = newScale;
        transform = newTransform;
        toFramebuffer = newTransform.invert();
    }

    public Rect geometry() {
        return geometry;
    }

    public int pixelWidth() {
        return bounds.width();
    }

    public int pixelHeight() {
        return bounds.height();
    }

    public double scale() {
        return scale;
    }

    public Transform transform() {
        return transform;
    }

    /**
     * Called (from {@link Scene#update} or {@link #damageWhole}) when there is something to draw.
     */
    public void setDamaged(Runnable damaged) {
        this.damaged = damaged;
    }

    /** What changed since the last {@link #render}, in pixels of the target. */
    public Region pendingDamage() {
        scene.update();
        return Region.copyOf(ring.pending());
    }

    public boolean needsFrame() {
        scene.update();
        return !ring.pending().isEmpty();
    }

    /** Shows an overlay from the next frame on; null: none. It costs a frame only when there is one anyway. */
    public void setOverlay(Overlay overlay) {
        this.overlay = overlay;
        damageWhole();
    }

    /** What the last {@link #render} drew anew, in pixels of the target; until the next. */
    public Rects drawn() {
        return drawn;
    }

    /** All of the output must be drawn anew, in every target. */
    public void damageWhole() {
        damage(Region.of(bounds));
        tellDamaged();
    }

    /**
     * Draws what changed since this target was last drawn. A buffer node that cannot be drawn is left out,
     * and its listener told.
     *
     * @return false: nothing changed on this output since the last render, and nothing was drawn
     * @throws org.breakwater.render.RenderException when drawing failed; all of the output is then
     *     damaged
     */
    public boolean render(RenderTarget target) {
        if (destroyed || !needsFrame()) {
            return false;
        }
        if (target.width() != bounds.width() || target.height() != bounds.height()) {
            throw new IllegalArgumentException("a target of " + target.width() + "x"
                    + target.height() + " for an output of " + bounds.width() + "x"
                    + bounds.height());
        }
        if (overlay != null) {
            ring.add(overlay.prepare(this, Region.copyOf(ring.pending())));
        }
        Rects damage = ring.take(target);
        drawn = damage;
        boolean done = false;
        try {
            RenderPass pass = scene.renderer().begin(target);
            try {
                list.paint(pass, damage);
                if (overlay != null) {
                    overlay.paint(this, pass, Region.copyOf(damage));
                }
            } finally {
                pass.submit();
            }
            done = true;
        } finally {
            if (!done) {
                ring.reset(bounds);
            }
        }
        list.tellUnpainted();
        sample();
        return true;
    }

    /**
     * What changed is shown without a {@link #render}: see {@link #shownAsIs}. Targets have it drawn when they are next
     * rendered into.
     */
    public void shownUndrawn() {
        ring.pass();
        sample();
    }

    /** Draws all of a target of the caller's, for him alone: for the output nothing has happened. */
    public void paint(RenderTarget target) {
        scene.update();
        Region all = Region.of(bounds);
        RenderPass pass = scene.renderer().begin(target);
        try {
            list.paint(pass, all);
        } finally {
            pass.submit();
        }
        list.tellUnpainted();
    }

    /**
     * Tells the listeners of visible nodes that the next frame shows what they have now. A render
     * does it; whoever passes a refresh without one calls it.
     */
    public void sample() {
        tellVisible(true, 0);
    }

    /**
     * Tells the listener of every buffer node that is visible on this output when a frame was shown. Not
     * only after a render: a refresh in which nothing changed also answers those who wait for one.
     *
     * @param nanos the time, on the clock that the backend names
     */
    public void framePresented(long nanos) {
        if (destroyed) {
            return;
        }
        Throwable failure = null;
        try {
            scene.update();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            tellVisible(false, nanos);
        } catch (Throwable thrown) {
            failure = Failures.join(failure, thrown);
        }
        Failures.rethrow(failure);
    }

    /**
     * From now on the owner shows this tree otherwise than by frames, where it is no larger than so many pixels: it is
     * not drawn by {@link #render} and is no damage, but {@link #setDamaged} is told of its changes. Nothing may be in
     * front of it. Null: nothing is lifted.
     */
    public void lift(TreeNode tree, int mostWidth, int mostHeight) {
        lifted.set(tree, mostWidth, mostHeight);
        scene.structureChanged();
    }

    /** Where what is lifted lies, in pixels of the target, as of the last update; empty where there is nothing. */
    public Rect lifted() {
        return lifted.place();
    }

    /** Another number whenever {@link #renderLifted} would draw something else. */
    public long liftedVersion() {
        return lifted.version();
    }

    /** Draws all of a target anew: what is lifted, in its upper left corner, over nothing. */
    public void renderLifted(RenderTarget target) {
        Region all = Region.of(new Rect(0, 0, target.width(), target.height()));
        RenderPass pass = scene.renderer().begin(target);
        try {
            pass.clear(all, 0, 0, 0, 0);
            list.paintLifted(pass);
        } finally {
            pass.submit();
        }
    }

    /** A target of this output is about to be closed, or something else was drawn into it. */
    public void forget(RenderTarget target) {
        ring.forget(target);
    }

    /** Takes the output out of the scene; nodes leave it at the next {@link Scene#update}. */
    public void destroy() {
        if (!destroyed) {
            destroyed = true;
            list.clear(scene);
            scene.remove(this);
        }
    }

    public boolean isDestroyed() {
        return destroyed;
    }

    /** Whatever the owner keeps here. */
    public Object data() {
        return data;
    }

    public void setData(Object data) {
        this.data = data;
    }

    /**
     * Goes by a copy of those that can be seen: listeners may change the list. All are told, whatever one
     * throws: that the next frame shows what they have, or that one was shown.
     */
    private void tellVisible(boolean sampled, long nanos) {
        List<NodeView> views = list.views();
        BufferNode[] visible =
                spare.length < views.size() ? new BufferNode[2 * views.size()] : spare;
        spare = NONE;
        int count = 0;
        for (int i = 0; i < views.size(); i++) {
            NodeView view = views.get(i);
            if (!view.visible().isEmpty() && view.node() instanceof BufferNode node) {
                visible[count++] = node;
            }
        }
        Throwable failure = null;
        for (int i = 0; i < count; i++) {
            BufferNode node = visible[i];
            try {
                if (node.isDestroyed()) {
                    continue;
                }
                if (sampled) {
                    node.listener().sampled(this);
                } else {
                    node.listener().presented(this, nanos);
                }
            } catch (Throwable thrown) {
                failure = Failures.join(failure, thrown);
            }
        }
        Arrays.fill(visible, 0, count, null);
        spare = visible;
        Failures.rethrow(failure);
    }

    /** The one node that is all there is to see, as of the last update; null when there is none such. */
    public BufferNode filledBy() {
        NodeView view = filling();
        return view == null ? null : (BufferNode) view.node();
    }

    /**
     * The one node whose texture is what the output shows, pixel for pixel, as of the last update, so that who has the
     * texture's pixels need not draw them; null when there is none such. What is lifted is above it.
     */
    public BufferNode shownAsIs() {
        NodeView view = overlay == null ? filling() : null;
        BufferNode node = view == null ? null : (BufferNode) view.node();
        return node != null && node.isShownAsIs(view) ? node : null;
    }

    private NodeView filling() {
        List<NodeView> views = list.views();
        for (int i = 0; i < views.size(); i++) {
            NodeView view = views.get(i);
            if (!view.visible().isEmpty() && !view.isLifted()) {
                return view.node() instanceof BufferNode && fills(view.opaque()) ? view : null;
            }
        }
        return null;
    }

    /** Front to back. */
    List<NodeView> views() {
        return list.views();
    }

    Rect bounds() {
        return bounds;
    }

    /** A logical rectangle of the layout in pixels of the target, edges rounded to the nearest. */
    public Rect toPixels(int lx, int ly, int width, int height) {
        toPixels(lx, ly, width, height, corners);
        return width <= 0 || height <= 0 ? Rect.EMPTY
                : Rect.ofCorners(corners[0], corners[1], corners[2], corners[3]);
    }

    /** As {@link #toPixels(int, int, int, int)}: left, top, right and bottom; four zeros for nothing. */
    void toPixels(int lx, int ly, int width, int height, int[] result) {
        if (width <= 0 || height <= 0) {
            Arrays.fill(result, 0);
            return;
        }
        long left = (long) lx - geometry.x();
        long top = (long) ly - geometry.y();
        int x1 = pixel(left);
        int y1 = pixel(top);
        int x2 = pixel(left + width);
        int y2 = pixel(top + height);
        if (toFramebuffer == Transform.NORMAL) {
            result[0] = x1;
            result[1] = y1;
            result[2] = x2;
            result[3] = y2;
            return;
        }
        int uprightWidth = transform.width(bounds.width(), bounds.height());
        int uprightHeight = transform.height(bounds.width(), bounds.height());
        int ax = (int) toFramebuffer.applyX(x1, y1, uprightWidth, uprightHeight);
        int ay = (int) toFramebuffer.applyY(x1, y1, uprightWidth, uprightHeight);
        int bx = (int) toFramebuffer.applyX(x2, y2, uprightWidth, uprightHeight);
        int by = (int) toFramebuffer.applyY(x2, y2, uprightWidth, uprightHeight);
        result[0] = Math.min(ax, bx);
        result[1] = Math.min(ay, by);
        result[2] = Math.max(ax, bx);
        result[3] = Math.max(ay, by);
    }

    Transform toFramebuffer() {
        return toFramebuffer;
    }

    private boolean fills(Rects opaque) {
        return opaque.rectCount() == 1 && opaque.x1(0) <= 0 && opaque.y1(0) <= 0
                && opaque.x2(0) >= bounds.width() && opaque.y2(0) >= bounds.height();
    }

    private int pixel(long logical) {
        return (int) Math.max(-Region.LIMIT, Math.min(Region.LIMIT, Math.round(logical * scale)));
    }

    void refresh(boolean restacked) {
        damage(list.rebuild(scene, restacked));
        damagedSinceTold |= lifted.takeChanged();
    }

    void liftedRedrawn() {
        lifted.redrawn();
        damagedSinceTold |= lifted.takeChanged();
    }

    void damage(Rects damage) {
        if (!damage.isEmpty()) {
            ring.add(damage);
            damagedSinceTold = true;
        }
    }

    void tellDamaged() {
        if (damagedSinceTold && !destroyed) {
            damagedSinceTold = false;
            boolean told = false;
            try {
                damaged.run();
                told = true;
            } finally {
                damagedSinceTold |= !told;
            }
        }
    }
}
