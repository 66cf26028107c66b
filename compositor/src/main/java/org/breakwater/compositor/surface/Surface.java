package org.breakwater.compositor.surface;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.buffer.Buffers;
import org.breakwater.compositor.buffer.ClientBuffer;
import org.breakwater.protocol.loop.Failures;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Account;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.server.ResourceHandler;
import org.breakwater.protocol.wire.ProtocolErrorCode;
import org.breakwater.render.geometry.FRect;
import org.breakwater.render.geometry.Region;
import org.breakwater.render.geometry.RegionBuffer;
import org.breakwater.render.geometry.Transform;
import org.breakwater.wayland.WlSurface;
import org.breakwater.wayland.server.WlBufferResource;
import org.breakwater.wayland.server.WlCallbackResource;
import org.breakwater.wayland.server.WlRegionResource;
import org.breakwater.wayland.server.WlSurfaceResource;

/**
 * {@code wl_surface}: a rectangle of content, with everything that a client says of it before a commit. All
 * coordinates are surface coordinates unless they are said to be of the buffer.
 *
 * <p>A commit is applied at once, or cached: while somebody holds it (see {@link #holdPending}), while a gate is
 * closed that it was given (see {@link #gatePending}), or while one of a synchronized subsurface is that it
 * brings along. Cached states are applied strictly in order. Loop thread.
 */
public final class Surface implements WlSurfaceResource.Requests {
    private static final List<Gate> NO_GATES = List.of();
    private static final ResourceHandler FRAME_CALLBACK = new ResourceHandler() {
    };

    private final WlSurfaceResource resource;
    private final Buffers buffers;
    private final Account account;
    private final SurfaceState pending;
    private final SurfaceState current;
    private final StateQueue queue;
    private final List<StateSlot<?>> slots = new ArrayList<>(2);
    private final SurfaceTree tree = new SurfaceTree(this);
    private final Signal<Surface> attached = new Signal<>();
    private final Signal<Surface> precommit = new Signal<>();
    private final Signal<Surface> superseded = new Signal<>();
    private final Signal<Surface> committed = new Signal<>();
    private final Signal<Surface> mapped = new Signal<>();
    private final Signal<Surface> unmapped = new Signal<>();
    private final Signal<Surface> destroyed = new Signal<>();
    private ViewportErrors viewportErrors;
    private Role role;
    private RoleObject roleObject;
    private boolean isMapped;
    private boolean pendingHeld;
    private List<Gate> pendingGates = NO_GATES;
    private Object content;

    Surface(WlSurfaceResource resource, Buffers buffers) {
        this.account = resource.client().account();
        account.charge(Held.SURFACES, 1);
        this.pending = new SurfaceState(account);
        this.current = new SurfaceState(account);
        this.queue = new StateQueue(account);
        this.resource = resource;
        this.buffers = buffers;
        resource.handle(this);
    }

    public WlSurfaceResource resource() {
        return resource;
    }

    /** What is shown. */
    public SurfaceState current() {
        return current;
    }

    /** What the next commit brings. */
    public SurfaceState pending() {
        return pending;
    }

    public int width() {
        return current.width();
    }

    public int height() {
        return current.height();
    }

    /** Something is attached, by the last applied state. */
    public boolean hasContent() {
        return current.bufferWidth() > 0;
    }

    public SurfaceTree tree() {
        return tree;
    }

    /** A buffer was attached to {@link #pending}: a role may not allow it yet, and throw its error. */
    public Signal<Surface> attached() {
        return attached;
    }

    /** Before a commit is validated: an extension may look at {@link #pending} and throw its error. */
    public Signal<Surface> precommit() {
        return precommit;
    }

    /** The commit under way has become one with the cached state before it, which will not be shown by itself. */
    public Signal<Surface> superseded() {
        return superseded;
    }

    /** A state was applied and the role has seen it. */
    public Signal<Surface> committed() {
        return committed;
    }

    public Signal<Surface> mapped() {
        return mapped;
    }

    public Signal<Surface> unmapped() {
        return unmapped;
    }

    public Signal<Surface> destroyed() {
        return destroyed;
    }

    /** Null until it has one. */
    public Role role() {
        return role;
    }

    /** Null when no object plays the role now. */
    public RoleObject roleObject() {
        return roleObject;
    }

    /**
     * Gives the surface its role, or the same one again with a new object. Throws {@code code} of
     * {@code source} when it has another role, or an object that plays it.
     */
    public void takeRole(Role wanted, RoleObject object, Resource source, ProtocolErrorCode code) {
        if (role != null && role != wanted) {
            throw source.error(code, "%s already has the role %s", resource, role);
        }
        if (roleObject != null) {
            throw source.error(code, "%s already has a %s object", resource, role);
        }
        role = wanted;
        roleObject = object;
    }

    /** The role object ends; the surface is unmapped and keeps its role. */
    public void dropRoleObject(RoleObject object) {
        if (roleObject == object) {
            try {
                unmap();
            } finally {
                roleObject = null;
            }
        }
    }

    public boolean isMapped() {
        return isMapped;
    }

    /** For the role: the surface is to be shown. Idempotent. */
    public void map() {
        if (!isMapped && hasContent()) {
            isMapped = true;
            mapped.emit(this);
            tree.mapChildren();
        }
    }

    /** For the role: the surface is not shown any more. Idempotent. */
    public void unmap() {
        if (isMapped) {
            isMapped = false;
            unmapped.emit(this);
            tree.unmapChildren();
        }
    }

    /** Room for an extension's double-buffered value. */
    public <T> StateSlot<T> addState(T initial) {
        StateSlot<T> slot = new StateSlot<>(this, slots.size(), initial);
        slots.add(slot);
        return slot;
    }

    /** Who raises {@code wp_viewport}'s errors; null when there is none. */
    public void setViewportErrors(ViewportErrors errors) {
        viewportErrors = errors;
    }

    public boolean hasViewport() {
        return viewportErrors != null;
    }

    /** What the glue keeps for this surface; null before it has looked at it. */
    public Object content() {
        return content;
    }

    public void setContent(Object value) {
        content = value;
    }

    /** Adds the damage of the current state, in buffer coordinates, clipped to the buffer. */
    public void addBufferDamage(RegionBuffer sum) {
        sum.add(current.bufferDamage());
        SurfaceGeometry.addToBuffer(current.surfaceDamage(), current, sum);
        sum.intersect(0, 0, current.bufferWidth(), current.bufferHeight());
    }

    /** The buffer of the current state was copied; it goes back to the client. */
    public void contentTaken() {
        current.releaseBuffer();
    }

    /** Tells the client that a frame was shown: answers every {@code wl_surface.frame} of the current state. */
    public void sendFrameDone(int timeMillis) {
        List<WlCallbackResource> callbacks = current.frameCallbacks();
        for (int i = 0; i < callbacks.size(); i++) {
            WlCallbackResource callback = callbacks.get(i);
            callback.sendDone(timeMillis);
            resource.client().recycle(callback);
        }
        account.discharge(Held.FRAME_CALLBACKS, callbacks.size());
        callbacks.clear();
    }

    public boolean wantsFrame() {
        return !current.frameCallbacks().isEmpty();
    }

    /** From within {@link #precommit}: the state is to be cached until it is released. */
    public void holdPending() {
        pendingHeld = true;
    }

    /** Applies cached states up to {@code sequence}, as far as nobody else holds them. */
    public void release(long sequence) {
        queue.release(sequence);
        applyCached();
    }

    /**
     * From within {@link #precommit}: the state is not to be applied while the gate is closed, nor is the
     * parent's that brings it along.
     */
    public void gatePending(Gate gate) {
        if (pendingGates == NO_GATES) {
            pendingGates = new ArrayList<>(2);
        }
        pendingGates.add(gate);
    }

    /** A gate may have opened: applies the cached states whose turn it is, here and in the parents. */
    public void applyReady() {
        applyCached();
        Surface parent = tree.parent();
        if (parent != null) {
            parent.applyReady();
        }
    }

    /** States that were committed and are not applied yet. */
    public int cachedStates() {
        return queue.size();
    }

    StateQueue queue() {
        return queue;
    }

    @Override
    public void attach(WlSurfaceResource self, WlBufferResource buffer, int x, int y) {
        if (x != 0 || y != 0) {
            if (resource.supports(WlSurface.OFFSET_SINCE)) {
                throw resource.error(WlSurface.Error.INVALID_OFFSET,
                        "an offset of (%d, %d) needs wl_surface.offset", x, y);
            }
            pending.setOffset(x, y);
        }
        ClientBuffer content = buffer == null ? null : buffers.of(buffer);
        pending.setBuffer(content);
        if (content != null) {
            attached.emit(this);
        }
    }

    @Override
    public void damage(WlSurfaceResource self, int x, int y, int width, int height) {
        if (width > 0 && height > 0) {
            pending.addSurfaceDamage(x, y, width, height);
        }
    }

    @Override
    public void damageBuffer(WlSurfaceResource self, int x, int y, int width, int height) {
        if (width > 0 && height > 0) {
            pending.addBufferDamage(x, y, width, height);
        }
    }

    @Override
    public void frame(WlSurfaceResource self, WlCallbackResource callback) {
        account.charge(Held.FRAME_CALLBACKS, 1);
        callback.handle(FRAME_CALLBACK);
        pending.frameCallbacks().add(callback);
    }

    @Override
    public void setOpaqueRegion(WlSurfaceResource self, WlRegionResource region) {
        pending.setOpaque(region == null ? Region.EMPTY : SurfaceRegion.of(region));
    }

    @Override
    public void setInputRegion(WlSurfaceResource self, WlRegionResource region) {
        pending.setInput(region == null ? null : SurfaceRegion.of(region));
    }

    @Override
    public void setBufferTransform(WlSurfaceResource self, int transform) {
        Transform known = Transform.of(transform);
        if (known == null) {
            throw resource.error(WlSurface.Error.INVALID_TRANSFORM, "%d is not a transform", transform);
        }
        pending.setTransform(known);
    }

    @Override
    public void setBufferScale(WlSurfaceResource self, int scale) {
        if (scale <= 0) {
            throw resource.error(WlSurface.Error.INVALID_SCALE, "scale %d is not positive", scale);
        }
        pending.setScale(scale);
    }

    @Override
    public void offset(WlSurfaceResource self, int x, int y) {
        pending.setOffset(x, y);
    }

    @Override
    public void commit(WlSurfaceResource self) {
        finish();
        pendingHeld = false;
        if (!pendingGates.isEmpty()) {
            pendingGates.clear();
        }
        precommit.emit(this);
        if (roleObject != null) {
            roleObject.validate(this, pending);
        }
        if (pending.buffer() != null && !pending.buffer().isDrawn()) {
            DrawnGate gate = new DrawnGate(this);
            pending.buffer().whenDrawn(gate::open);
            gatePending(gate);
        }
        pending.setHeld(tree.childrenToRelease());
        if (pendingHeld || !queue.isEmpty() || !StateQueue.areOpen(pendingGates)
                || !StateQueue.areOpen(pending)) {
            cachePending();
        } else {
            pending.moveTo(current);
            apply();
        }
    }

    @Override
    public void destroy(WlSurfaceResource self) {
        if (roleObject != null && !roleObject.outlivesSurface()) {
            throw resource.error(WlSurface.Error.DEFUNCT_ROLE_OBJECT,
                    "%s was destroyed before its %s object", resource, role);
        }
    }

    @Override
    public void destroyed(Resource gone) {
        Failures.all(this::unmap, this::endRole, tree::surfaceDestroyed, () -> destroyed.emit(this),
                pending::discard, current::discard, queue::discard,
                () -> account.discharge(Held.SURFACES, 1));
    }

    private void endRole() {
        RoleObject last = roleObject;
        roleObject = null;
        if (last != null) {
            last.surfaceDestroyed(this);
        }
    }

    private void cachePending() {
        SurfaceState target = queue.joinable(pending, pendingGates, pendingHeld);
        if (target == null) {
            target = queue.add(pendingGates, pendingHeld);
        } else {
            superseded.emit(this);
        }
        pending.moveTo(target);
    }

    private void applyCached() {
        for (SurfaceState due = queue.takeDue(); due != null; due = queue.takeDue()) {
            due.moveTo(current);
            apply();
        }
    }

    private void apply() {
        current.applyExtensions(slots);
        List<Subsurface.Waiting> released = current.held();
        tree.restack(current.stack());
        // First the children: the role looks at the whole tree.
        for (int i = 0; i < released.size(); i++) {
            Subsurface.Waiting child = released.get(i);
            child.subsurface().surface().release(child.sequence());
        }
        if (roleObject != null) {
            roleObject.committed(this);
        }
        committed.emit(this);
        current.consume();
    }

    /** Resolves the sizes that the pending state will have, and raises what is wrong with them. */
    private void finish() {
        int bufferWidth = pending.bufferWidth();
        int bufferHeight = pending.bufferHeight();
        if (pending.hasNewBuffer()) {
            ClientBuffer buffer = pending.buffer();
            bufferWidth = buffer == null ? 0 : buffer.width();
            bufferHeight = buffer == null ? 0 : buffer.height();
        }
        if (bufferWidth == 0) {
            pending.setSizes(0, 0, 0, 0);
            return;
        }
        int scale = pending.scale();
        int turnedWidth = pending.transform().width(bufferWidth, bufferHeight);
        int turnedHeight = pending.transform().height(bufferWidth, bufferHeight);
        Viewport viewport = pending.viewport();
        if (viewport.source() == null && (turnedWidth % scale != 0 || turnedHeight % scale != 0)) {
            throw resource.error(WlSurface.Error.INVALID_SIZE,
                    "buffer size %dx%d is not a multiple of the scale %d", bufferWidth, bufferHeight, scale);
        }
        int width = turnedWidth / scale;
        int height = turnedHeight / scale;
        FRect source = viewport.source();
        if (source != null) {
            if (source.x2() > (double) turnedWidth / scale || source.y2() > (double) turnedHeight / scale) {
                throw viewportErrors.outOfBuffer();
            }
            width = (int) source.width();
            height = (int) source.height();
        }
        if (viewport.hasDestination()) {
            width = viewport.width();
            height = viewport.height();
        } else if (source != null && (source.width() != width || source.height() != height)) {
            throw viewportErrors.badSize();
        }
        pending.setSizes(bufferWidth, bufferHeight, width, height);
    }
}
