package org.breakwater.compositor.surface;

import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Held;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WlSubsurface;
import org.breakwater.wayland.server.WlSubsurfaceResource;
import org.breakwater.wayland.server.WlSurfaceResource;

/**
 * {@code wl_subsurface}: a surface that is shown with its parent, at a position in the parent's surface
 * coordinates. While it is synchronized (itself, or through an ancestor), its commits are held until the
 * parent's next state is applied.
 */
public final class Subsurface implements RoleObject, WlSubsurfaceResource.Requests {
    static final Role ROLE = new Role("wl_subsurface");

    private final WlSubsurfaceResource resource;
    private final Surface surface;
    private final Signal.Subscription precommit;
    private Surface parent;
    private boolean synchronizedMode = true;

    /** A place in the parent's stack: a child at (x, y), or the parent itself. */
    public record Placement(Subsurface subsurface, int x, int y) {
        static final Placement PARENT = new Placement(null, 0, 0);

        public boolean isParent() {
            return subsurface == null;
        }
    }

    /** A child's cached states up to {@code sequence}, which wait for the parent. */
    record Waiting(Subsurface subsurface, long sequence) {
    }

    Subsurface(WlSubsurfaceResource resource, Surface surface, Surface parent) {
        resource.client().account().charge(Held.SUBSURFACES, 1);
        this.resource = resource;
        this.surface = surface;
        this.parent = parent;
        this.precommit = surface.precommit().add(s -> holdWhileSynchronized());
        resource.handle(this);
        surface.tree().setSubsurface(this);
        parent.tree().add(this);
    }

    public Surface surface() {
        return surface;
    }

    /** Null when the parent is gone. */
    public Surface parent() {
        return parent;
    }

    /** Itself set so, or an ancestor. */
    public boolean isSynchronized() {
        if (synchronizedMode) {
            return true;
        }
        return parent != null && parent.roleObject() instanceof Subsurface above && above.isSynchronized();
    }

    @Override
    public void setPosition(WlSubsurfaceResource self, int x, int y) {
        if (parent != null) {
            parent.tree().setPosition(this, x, y);
        }
    }

    @Override
    public void placeAbove(WlSubsurfaceResource self, WlSurfaceResource sibling) {
        place(sibling, true);
    }

    @Override
    public void placeBelow(WlSubsurfaceResource self, WlSurfaceResource sibling) {
        place(sibling, false);
    }

    @Override
    public void setSync(WlSubsurfaceResource self) {
        synchronizedMode = true;
    }

    @Override
    public void setDesync(WlSubsurfaceResource self) {
        synchronizedMode = false;
        releaseIfDesynchronized();
    }

    @Override
    public void destroy(WlSubsurfaceResource self) {
        // The runtime ends the object next; see destroyed.
    }

    @Override
    public void destroyed(Resource gone) {
        detach();
        surface.dropRoleObject(this);
    }

    @Override
    public void committed(Surface committedSurface) {
        if (surface.hasContent()) {
            mapIfPossible();
        } else {
            surface.unmap();
        }
    }

    @Override
    public boolean outlivesSurface() {
        return true;
    }

    @Override
    public void surfaceDestroyed(Surface gone) {
        detach();
        resource.makeInert();
    }

    void mapIfPossible() {
        if (parent != null && parent.isMapped() && parent.tree().isPlaced(this)) {
            surface.map();
        }
    }

    void parentDestroyed() {
        parent = null;
        surface.unmap();
        surface.release(Long.MAX_VALUE);
    }

    void releaseIfDesynchronized() {
        if (!isSynchronized()) {
            surface.release(Long.MAX_VALUE);
            surface.tree().childrenDesynchronized();
        }
    }

    private void holdWhileSynchronized() {
        if (parent != null && isSynchronized()) {
            surface.holdPending();
        }
    }

    private void detach() {
        resource.client().account().discharge(Held.SUBSURFACES, 1);
        precommit.remove();
        surface.tree().setSubsurface(null);
        if (parent != null) {
            Surface last = parent;
            parent = null;
            last.tree().remove(this);
            last.applyReady();      // it may have waited for this one
        }
        surface.release(Long.MAX_VALUE);
    }

    private void place(WlSurfaceResource sibling, boolean above) {
        if (parent == null) {
            return;
        }
        Surface reference = Compositor.surfaceOf(sibling);
        Subsurface child = null;
        if (reference != parent) {
            child = reference.roleObject() instanceof Subsurface other && other != this
                    && other.parent == parent ? other : null;
            if (child == null) {
                throw resource.error(WlSubsurface.Error.BAD_SURFACE,
                        "%s is neither the parent nor a sibling", sibling);
            }
        }
        parent.tree().place(this, child, above);
    }
}
