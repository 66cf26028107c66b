package org.breakwater.compositor.xdg;

import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Failures;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.XdgPopup.Error;
import org.breakwater.wayland.XdgWmBase;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.XdgPopupResource;
import org.breakwater.wayland.server.XdgPositionerResource;

/**
 * {@code xdg_popup}: a menu, a tooltip. It is placed by a {@link Positioner} relative to its
 * parent's window geometry, and lives until the client destroys it; when it is dismissed it is
 * unmapped for good.
 */
public final class XdgPopup extends XdgRole implements XdgPopupResource.Requests {
    public static final Role ROLE = new Role("xdg_popup");

    /** Popups above popups; what is above that is dismissed at once. */
    static final int MAX_DEPTH = 64;

    private final XdgSurface xdgSurface;
    private final XdgPopupResource resource;
    private final XdgSurface parent;
    private final int depth;
    private final Signal<XdgPopup> moved = new Signal<>();
    private final Signal<XdgPopup> destroyed = new Signal<>();
    private Surface parentSurface;
    private Signal.Subscription parentUnmapped;
    private Positioner rules;
    private Rect sentGeometry;
    private Rect geometry = Rect.EMPTY;
    private boolean hasToken;
    private int token;
    private boolean grabbing;
    private boolean dismissed;

    XdgPopup(XdgSurface xdgSurface, XdgPopupResource resource, XdgSurface parent,
            Positioner rules) {
        this.xdgSurface = xdgSurface;
        this.resource = resource;
        this.parent = parent;
        this.rules = rules;
        this.depth = parent == null || parent.popup() == null ? 1 : parent.popup().depth + 1;
        resource.handle(this);
        if (parent != null) {
            parentSurface = parent.surface();
            parent.popups().add(this);
        }
    }

    public XdgSurface xdgSurface() {
        return xdgSurface;
    }

    public XdgPopupResource resource() {
        return resource;
    }

    /** Null when another kind of surface is, or will be, its parent; see {@link #setParent}. */
    public XdgSurface parent() {
        return parent;
    }

    /** Null while it has none. */
    public Surface parentSurface() {
        return parentSurface;
    }

    /**
     * For protocols that give a parent to a popup that was created without: before its initial
     * commit.
     */
    public void setParent(Surface newParent) {
        parentSurface = newParent;
        parentUnmapped = newParent.unmapped().add(s -> dismiss());
    }

    boolean isTooDeep() {
        return depth > MAX_DEPTH;
    }

    public Positioner rules() {
        return rules;
    }

    /** Place and size relative to the parent's window geometry, as acknowledged and committed. */
    public Rect geometry() {
        return geometry;
    }

    public boolean isDismissed() {
        return dismissed;
    }

    /** {@link #geometry} changed. */
    public Signal<XdgPopup> moved() {
        return moved;
    }

    public Signal<XdgPopup> destroyed() {
        return destroyed;
    }

    /**
     * Where it could be has changed, for instance because its parent moved; a reactive popup
     * follows.
     */
    public void reconstrain() {
        if (rules.reactive() && !dismissed && sentGeometry != null) {
            xdgSurface.scheduleConfigure();
        }
    }

    /**
     * Ends it, after the popups that belong to it: the client is told, and the surface is unmapped.
     */
    public void dismiss() {
        if (dismissed) {
            return;
        }
        dismissed = true;
        xdgSurface.dismissPopups();
        resource.sendPopupDone();
        xdgSurface.surface().unmap();
        releaseGrab();
    }

    @Override
    public void grab(XdgPopupResource self, WlSeatResource seat, int serial) {
        if (dismissed || grabbing) {
            return;
        }
        if (xdgSurface.surface().isMapped()) {
            throw resource.error(Error.INVALID_GRAB, "%s is already mapped", resource);
        }
        XdgPopup above = parent == null ? null : parent.popup();
        if (above != null && !above.dismissed && !above.grabbing) {
            throw resource.error(Error.INVALID_GRAB, "the parent %s does not grab", above.resource);
        }
        PopupStack stack = xdgSurface.shell().popupStack();
        XdgPopup top = stack.topmost();
        if (top != null && top.resource.client() == resource.client() && top.xdgSurface != parent) {
            throw xdgSurface.wmBase().resource().error(XdgWmBase.Error.NOT_THE_TOPMOST_POPUP,
                    "the parent of %s is not the topmost popup %s", resource, top.resource);
        }
        grabbing = (above == null || !above.dismissed) && stack.push(this, seat, serial);
        if (!grabbing) {
            dismiss();
        }
    }

    @Override
    public void reposition(XdgPopupResource self, XdgPositionerResource positioner, int newToken) {
        rules = XdgPositioner.rulesOf(positioner, xdgSurface.wmBase().resource());
        hasToken = true;
        token = newToken;
        xdgSurface.scheduleConfigure();
    }

    @Override
    public void destroy(XdgPopupResource self) {
        for (XdgPopup child : xdgSurface.popups()) {
            if (!child.dismissed) {
                throw xdgSurface.wmBase().resource().error(XdgWmBase.Error.NOT_THE_TOPMOST_POPUP,
                        "%s was destroyed before %s", resource, child.resource);
            }
        }
    }

    @Override
    public void destroyed(Resource gone) {
        Failures.all(xdgSurface::roleEnded, this::end);
    }

    @Override
    boolean isDefunct() {
        return dismissed;
    }

    @Override
    void validate(XdgState wanted, boolean hasBuffer) {
        if (parentSurface == null) {
            throw xdgSurface.wmBase().resource().error(XdgWmBase.Error.INVALID_POPUP_PARENT,
                    "%s has no parent", resource);
        }
    }

    @Override
    void initialCommit() {
        // The first configure needs nobody's decision.
    }

    @Override
    Configuration sendConfigure() {
        Rect placed = rules.place(xdgSurface.shell().popupBounds().boundsFor(this));
        if (placed.equals(sentGeometry) && !hasToken) {
            return null;
        }
        if (hasToken) {
            hasToken = false;
            resource.sendRepositioned(token);
        }
        sentGeometry = placed;
        resource.sendConfigure(placed.x(), placed.y(), placed.width(), placed.height());
        return new PopupPlacement(placed);
    }

    @Override
    void apply(Configuration acked) {
        Rect placed = ((PopupPlacement) acked).geometry();
        if (!placed.equals(geometry)) {
            geometry = placed;
            moved.emit(this);
        }
    }

    @Override
    boolean mayMap() {
        if (!parentSurface.isMapped()) {
            dismiss();
        }
        return !dismissed;
    }

    @Override
    void mapped() {
        if (grabbing) {
            xdgSurface.shell().popupStack().announce();
        }
    }

    @Override
    void reset() {
        sentGeometry = null;
        hasToken = false;
        releaseGrab();
    }

    @Override
    void surfaceGone() {
        resource.makeInert();
        end();
    }

    private void end() {
        dismissed = true;
        releaseGrab();
        if (parent != null) {
            parent.popups().remove(this);
        }
        if (parentUnmapped != null) {
            parentUnmapped.remove();
        }
        destroyed.emit(this);
    }

    private void releaseGrab() {
        if (grabbing) {
            grabbing = false;
            xdgSurface.shell().popupStack().remove(this);
        }
    }
}
