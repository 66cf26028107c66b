package org.breakwater.compositor.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.breakwater.compositor.buffer.ClientBuffer;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.render.geometry.Rects;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.render.geometry.Transform;
import org.breakwater.wayland.server.WlCallbackResource;

/**
 * A surface's double-buffered state: one type for pending, cached and current. A bit says for each field
 * whether it was set; {@link #moveTo} copies what the bits name and empties this state. What happens once
 * (damage, offset, callbacks) is added up when a cached state meets another, and consumed by whoever
 * looks at the current one.
 */
public final class SurfaceState {
    /** Rectangles of damage kept apart; more are taken together. */
    private static final int MAX_DAMAGE = 64;

    private static final int BUFFER = 1;
    private static final int OPAQUE = 1 << 1;
    private static final int INPUT = 1 << 2;
    private static final int TRANSFORM = 1 << 3;
    private static final int SCALE = 1 << 4;
    private static final int VIEWPORT = 1 << 5;
    private static final int STACK = 1 << 6;

    private final Account account;
    private int fields;
    private ClientBuffer buffer;
    private int dx;
    private int dy;
    private final RegionBuffer surfaceDamage = new RegionBuffer();
    private final RegionBuffer bufferDamage = new RegionBuffer();
    private Region opaque = Region.EMPTY;
    private Region input;
    private Transform transform = Transform.NORMAL;
    private int scale = 1;
    private Viewport viewport = Viewport.NONE;
    private List<WlCallbackResource> frameCallbacks = new ArrayList<>(2);
    private List<Subsurface.Placement> stack = List.of();
    private List<Subsurface.Waiting> held = List.of();
    private Object[] extensions = {};
    private int bufferWidth;
    private int bufferHeight;
    private int width;
    private int height;

    /** {@code account}: where the regions that this state has are charged. */
    SurfaceState(Account account) {
        this.account = account;
    }

    /**
     * {@code wl_surface.attach}: null where nothing was attached, and once the content has been copied. Held
     * by this state.
     */
    public ClientBuffer buffer() {
        return buffer;
    }

    public boolean hasNewBuffer() {
        return (fields & BUFFER) != 0;
    }

    void setBuffer(ClientBuffer newBuffer) {
        if (newBuffer != null) {
            newBuffer.hold();
        }
        if (buffer != null) {
            buffer.drop();
        }
        buffer = newBuffer;
        fields |= BUFFER;
    }

    /** {@code wl_surface.offset}, or attach's before version 5: how far the content moved. */
    public int dx() {
        return dx;
    }

    public int dy() {
        return dy;
    }

    void setOffset(int x, int y) {
        dx = x;
        dy = y;
    }

    /** {@code wl_surface.damage}: surface coordinates. */
    public Rects surfaceDamage() {
        return surfaceDamage;
    }

    void addSurfaceDamage(int x, int y, int damageWidth, int damageHeight) {
        surfaceDamage.addClamped(x, y, damageWidth, damageHeight).collapse(MAX_DAMAGE);
    }

    /** {@code wl_surface.damage_buffer}: buffer coordinates. */
    public Rects bufferDamage() {
        return bufferDamage;
    }

    void addBufferDamage(int x, int y, int damageWidth, int damageHeight) {
        bufferDamage.addClamped(x, y, damageWidth, damageHeight).collapse(MAX_DAMAGE);
    }

    /** {@code wl_surface.set_opaque_region}: surface coordinates. */
    public Region opaque() {
        return opaque;
    }

    void setOpaque(Region region) {
        account.charge(Held.REGION_RECTANGLES, rectangles(region) - rectangles(opaque));
        opaque = region;
        fields |= OPAQUE;
    }

    /** {@code wl_surface.set_input_region}: surface coordinates; null is everything. */
    public Region input() {
        return input;
    }

    void setInput(Region region) {
        account.charge(Held.REGION_RECTANGLES, rectangles(region) - rectangles(input));
        input = region;
        fields |= INPUT;
    }

    /** {@code wl_surface.set_buffer_transform}. */
    public Transform transform() {
        return transform;
    }

    void setTransform(Transform value) {
        transform = value;
        fields |= TRANSFORM;
    }

    /** {@code wl_surface.set_buffer_scale}. */
    public int scale() {
        return scale;
    }

    void setScale(int value) {
        scale = value;
        fields |= SCALE;
    }

    /** {@code wp_viewport}. */
    public Viewport viewport() {
        return viewport;
    }

    public void setViewport(Viewport value) {
        viewport = value;
        fields |= VIEWPORT;
    }

    /** {@code wl_surface.frame}. */
    List<WlCallbackResource> frameCallbacks() {
        return frameCallbacks;
    }

    /** {@code wl_subsurface.place_above}, {@code place_below}, {@code set_position}, bottom first. */
    List<Subsurface.Placement> stack() {
        return stack;
    }

    void setStack(List<Subsurface.Placement> placements) {
        stack = placements;
        fields |= STACK;
    }

    /** The children's cached states that become current together with this one. */
    List<Subsurface.Waiting> held() {
        return held;
    }

    void setHeld(List<Subsurface.Waiting> children) {
        held = children;
    }

    /** Size of the attached buffer in buffer coordinates; 0 without one. */
    public int bufferWidth() {
        return bufferWidth;
    }

    public int bufferHeight() {
        return bufferHeight;
    }

    /** Size in surface coordinates; 0 without a buffer. */
    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    void setSizes(int newBufferWidth, int newBufferHeight, int newWidth, int newHeight) {
        bufferWidth = newBufferWidth;
        bufferHeight = newBufferHeight;
        width = newWidth;
        height = newHeight;
    }

    Object extension(int index) {
        return index < extensions.length ? extensions[index] : null;
    }

    void setExtension(int index, Object value) {
        if (index >= extensions.length) {
            extensions = Arrays.copyOf(extensions, index + 1);
        }
        extensions[index] = value;
    }

    /**
     * Applies this state on {@code target} and empties it, ready to collect the next. Values that last (sizes,
     * scale, stack) stay here too: what is pending builds on what was last committed, applied or not.
     */
    void moveTo(SurfaceState target) {
        if ((fields & BUFFER) != 0) {
            target.replaceBuffer(buffer);
            buffer = null;
        }
        target.dx += dx;
        target.dy += dy;
        target.surfaceDamage.add(surfaceDamage).collapse(MAX_DAMAGE);
        target.bufferDamage.add(bufferDamage).collapse(MAX_DAMAGE);
        if ((fields & OPAQUE) != 0) {
            account.discharge(Held.REGION_RECTANGLES, rectangles(target.opaque));
            target.opaque = opaque;
            opaque = Region.EMPTY;
        }
        if ((fields & INPUT) != 0) {
            account.discharge(Held.REGION_RECTANGLES, rectangles(target.input));
            target.input = input;
            input = null;
        }
        target.transform = (fields & TRANSFORM) == 0 ? target.transform : transform;
        target.scale = (fields & SCALE) == 0 ? target.scale : scale;
        target.viewport = (fields & VIEWPORT) == 0 ? target.viewport : viewport;
        target.stack = (fields & STACK) == 0 ? target.stack : stack;
        for (int i = 0; i < frameCallbacks.size(); i++) {
            target.frameCallbacks.add(frameCallbacks.get(i));
        }
        target.setSizes(bufferWidth, bufferHeight, width, height);
        target.fields |= fields;
        target.held = held.isEmpty() ? target.held : held;
        for (int i = 0; i < extensions.length; i++) {
            if (extensions[i] != null) {
                target.setExtension(i, extensions[i]);
            }
        }
        clear();
    }

    /** The current state hands the extensions' new values to their slots. */
    void applyExtensions(List<StateSlot<?>> slots) {
        for (int i = 0; i < extensions.length; i++) {
            if (extensions[i] != null) {
                slots.get(i).apply(extensions[i]);
                extensions[i] = null;
            }
        }
    }

    /** The content was copied: the client gets its buffer back. */
    void releaseBuffer() {
        if (buffer != null) {
            buffer.release();
            buffer.drop();
            buffer = null;
        }
    }

    /** The once-only parts have been seen to. */
    void consume() {
        dx = 0;
        dy = 0;
        surfaceDamage.clear();
        bufferDamage.clear();
        held = List.of();
        fields = 0;
    }

    /** The surface is gone: lets go of what the state holds. Its callbacks end with the client's objects. */
    void discard() {
        if (buffer != null) {
            buffer.drop();
            buffer = null;
        }
        account.discharge(Held.FRAME_CALLBACKS, frameCallbacks.size());
        frameCallbacks.clear();
        account.discharge(Held.REGION_RECTANGLES, rectangles(opaque) + rectangles(input));
        opaque = Region.EMPTY;
        input = null;
    }

    private static int rectangles(Region region) {
        return region == null ? 0 : region.rectCount();
    }

    private void replaceBuffer(ClientBuffer next) {
        if (buffer != null) {
            if (buffer != next) {
                buffer.release();
            }
            buffer.drop();
        }
        buffer = next;
    }

    private void clear() {
        fields = 0;
        dx = 0;
        dy = 0;
        surfaceDamage.clear();
        bufferDamage.clear();
        frameCallbacks.clear();
        held = List.of();
        Arrays.fill(extensions, null);
    }
}
