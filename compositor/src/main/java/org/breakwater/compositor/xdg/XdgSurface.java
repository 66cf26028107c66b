package org.breakwater.compositor.xdg;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.surface.Role;
import org.breakwater.compositor.surface.RoleObject;
import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.surface.SurfaceState;
import org.breakwater.protocol.loop.Failures;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.render.geometry.Rect;
import org.breakwater.wayland.XdgSurface.Error;
import org.breakwater.wayland.XdgWmBase;
import org.breakwater.wayland.server.XdgPopupResource;
import org.breakwater.wayland.server.XdgPositionerResource;
import org.breakwater.wayland.server.XdgSurfaceResource;
import org.breakwater.wayland.server.XdgToplevelResource;

/**
 * {@code xdg_surface}: what toplevels and popups share: the window geometry, and the queue of
 * configures.
 *
 * <pre>
 *  NEW --commit without buffer--> INITIAL --ack--> CONFIGURED --commit with buffer--> mapped
 *   ^                                                                                   |
 *   +------------------------- commit without buffer -----------------------------------+
 * </pre>
 *
 * <p>At most one configure is sent in a turn of the loop, however often one was asked for. A client
 * that acknowledges none gets no more after {@value #MAX_UNACKED} of them, until it does; one that
 * does not read gets none. In the end, either gets the newest.
 */
public final class XdgSurface implements XdgSurfaceResource.Requests, RoleObject {
    static final int MAX_UNACKED = 128;

    private enum Stage { NEW, INITIAL, CONFIGURED }

    private final XdgShell shell;
    private final WmBase wmBase;
    private final XdgSurfaceResource resource;
    private final Surface surface;
    private final Extents extents;
    private final StateSlot<XdgState> slot;
    private final List<Signal.Subscription> subscriptions = new ArrayList<>(4);
    private final ArrayDeque<Configured> sent = new ArrayDeque<>(4);
    private final List<XdgPopup> popups = new ArrayList<>(0);
    private final Signal<XdgSurface> committed = new Signal<>();
    private final Signal<XdgSurface> mapped = new Signal<>();
    private final Signal<XdgSurface> unmapped = new Signal<>();
    private final Signal<XdgSurface> destroyed = new Signal<>();
    private XdgRole role;
    private Stage stage = Stage.NEW;
    private int cycle;
    private Configured applied;
    private boolean configureScheduled;
    private boolean configureOwed;
    private boolean everConfigured;
    private boolean ended;
    private Rect clipped;                   // the geometry that was set last, within the extents
    private Rect clippedBy;
    private Rect clippedFrom;

    XdgSurface(XdgShell shell, WmBase wmBase, XdgSurfaceResource resource, Surface surface) {
        this.shell = shell;
        this.wmBase = wmBase;
        this.resource = resource;
        this.surface = surface;
        this.extents = new Extents(surface);
        this.slot = shell.slotOf(surface);
        resource.handle(this);
        subscriptions.add(surface.attached().add(s -> refuseBufferBeforeConfigure()));
        subscriptions.add(surface.precommit().add(s -> refuseBufferWithoutRole()));
        subscriptions.add(surface.mapped().add(s -> mapped.emit(this)));
        subscriptions.add(surface.unmapped().add(s -> surfaceUnmapped()));
        subscriptions.add(resource.client().drained().add(c -> configureIfOwed()));
        subscriptions.add(surface.destroyed().add(s -> end()));
    }

    /** The xdg surface that plays a surface's role now, or null. */
    public static XdgSurface of(Surface surface) {
        return surface.roleObject() instanceof XdgSurface found ? found : null;
    }

    public Surface surface() {
        return surface;
    }

    public XdgSurfaceResource resource() {
        return resource;
    }

    /** Null when it is no toplevel. */
    public XdgToplevel toplevel() {
        return role instanceof XdgToplevel found ? found : null;
    }

    /** Null when it is no popup. */
    public XdgPopup popup() {
        return role instanceof XdgPopup found ? found : null;
    }

    /** The popups whose parent this is, the newest last. */
    public List<XdgPopup> popups() {
        return popups;
    }

    /** A state was applied; {@link #geometry} may be another. */
    public Signal<XdgSurface> committed() {
        return committed;
    }

    public Signal<XdgSurface> mapped() {
        return mapped;
    }

    public Signal<XdgSurface> unmapped() {
        return unmapped;
    }

    public Signal<XdgSurface> destroyed() {
        return destroyed;
    }

    /**
     * The window geometry in surface coordinates: what was set, within the extents of the surface's
     * tree.
     */
    public Rect geometry() {
        Rect now = extents.now();
        Rect set = slot.current().geometry();
        if (set == null) {
            return now;
        }
        if (now != clippedBy || set != clippedFrom) {
            Rect inside = set.intersect(now);
            clipped = inside.isEmpty() ? now : inside;
            clippedBy = now;
            clippedFrom = set;
        }
        return clipped;
    }

    /** Whether the client has said what {@link #geometry} is. */
    public boolean isGeometrySet() {
        return slot.current().geometry() != null;
    }

    XdgShell shell() {
        return shell;
    }

    WmBase wmBase() {
        return wmBase;
    }

    XdgState current() {
        return slot.current();
    }

    boolean hasRole() {
        return role != null;
    }

    boolean isNew() {
        return stage == Stage.NEW;
    }

    boolean hasBuffer() {
        return surface.hasContent() || surface.pending().buffer() != null;
    }

    XdgState pendingState() {
        return slot.pending();
    }

    void setPendingState(XdgState state) {
        slot.setPending(state);
    }

    /**
     * Asks for a configure at the end of the turn; before the initial commit it will come anyway.
     */
    void scheduleConfigure() {
        if (stage != Stage.NEW && !configureScheduled) {
            configureScheduled = true;
            shell.display().loop().idle(this::configure);
        }
    }

    void roleEnded() {
        if (!ended) {
            surface.dropRoleObject(this);
            role = null;
            restart();
        }
    }

    /** Newest first. */
    void dismissPopups() {
        for (int i = popups.size() - 1; i >= 0; i = Math.min(i, popups.size()) - 1) {
            popups.get(i).dismiss();
        }
    }

    @Override
    public void getToplevel(XdgSurfaceResource self, XdgToplevelResource id) {
        take(XdgToplevel.ROLE);
        XdgToplevel toplevel = new XdgToplevel(this, id);
        role = toplevel;
        shell.toplevelCreated().emit(toplevel);
    }

    @Override
    public void getPopup(XdgSurfaceResource self, XdgPopupResource id,
            XdgSurfaceResource parentResource, XdgPositionerResource positioner) {
        Positioner rules = XdgPositioner.rulesOf(positioner, wmBase.resource());
        XdgSurface parent = null;
        if (parentResource != null) {
            parent = (XdgSurface) parentResource.handler();
            if (parent == null || parent == this || !parent.hasRole()) {
                throw wmBase.resource().error(XdgWmBase.Error.INVALID_POPUP_PARENT,
                        "%s cannot be the parent of %s", parentResource, id);
            }
        }
        take(XdgPopup.ROLE);
        XdgPopup popup = new XdgPopup(this, id, parent, rules);
        role = popup;
        if (popup.isTooDeep()) {
            popup.dismiss();
        }
        shell.popupCreated().emit(popup);
    }

    @Override
    public void setWindowGeometry(XdgSurfaceResource self, int x, int y, int width, int height) {
        requireRole();
        if (width <= 0 || height <= 0) {
            throw resource.error(Error.INVALID_SIZE, "a window geometry of %dx%d", width, height);
        }
        slot.setPending(slot.pending().withGeometry(new Rect(x, y, width, height)));
    }

    @Override
    public void ackConfigure(XdgSurfaceResource self, int serial) {
        requireRole();
        Configured found = null;
        for (Configured entry : sent) {
            found = entry.serial() == serial ? entry : found;
        }
        if (found == null) {
            throw resource.error(Error.INVALID_SERIAL,
                    "no configure with serial %s is to be acknowledged",
                    Integer.toUnsignedString(serial));
        }
        while (sent.poll() != found) {
            continue;
        }
        if (sent.isEmpty()) {
            shell.pings().acknowledged(resource.client());
        }
        if (found.cycle() == cycle) {
            stage = Stage.CONFIGURED;
            slot.setPending(slot.pending().withAcked(found));
        }
        configureIfOwed();
    }

    @Override
    public void destroy(XdgSurfaceResource self) {
        if (role != null) {
            throw resource.error(Error.DEFUNCT_ROLE_OBJECT,
                    "%s was destroyed before its role object", resource);
        }
    }

    @Override
    public void destroyed(Resource gone) {
        end();
    }

    @Override
    public void validate(Surface self, SurfaceState pending) {
        if (role.isDefunct()) {
            return;
        }
        boolean hasBuffer = pending.bufferWidth() > 0;
        if (hasBuffer && stage != Stage.CONFIGURED) {
            throw resource.error(Error.UNCONFIGURED_BUFFER,
                    "a buffer was committed before the first configure was acknowledged");
        }
        role.validate(slot.pending(), hasBuffer);
    }

    @Override
    public void committed(Surface self) {
        if (role.isDefunct()) {
            return;
        }
        Configured acked = slot.current().acked();
        if (acked != null && acked != applied) {
            applied = acked;
            role.apply(acked.configuration());
        }
        if (surface.hasContent()) {
            if (!surface.isMapped() && stage == Stage.CONFIGURED && role.mayMap()) {
                surface.map();
                role.mapped();
            }
        } else if (surface.isMapped()) {
            surface.unmap();
            role.reset();
            restart();
        } else if (stage == Stage.NEW) {
            stage = Stage.INITIAL;
            role.initialCommit();
            scheduleConfigure();
        }
        committed.emit(this);
    }

    private void take(Role wanted) {
        if (role != null) {
            throw resource.error(Error.ALREADY_CONSTRUCTED, "%s already has a role object",
                    resource);
        }
        surface.takeRole(wanted, this, wmBase.resource(), XdgWmBase.Error.ROLE);
    }

    private void requireRole() {
        if (role == null) {
            throw resource.error(Error.NOT_CONSTRUCTED, "%s has no role object", resource);
        }
    }

    private void refuseBufferBeforeConfigure() {
        if (!everConfigured) {
            throw resource.error(Error.UNCONFIGURED_BUFFER,
                    "a buffer was attached to %s before its first configure", resource);
        }
    }

    private void refuseBufferWithoutRole() {
        if (role == null && surface.pending().bufferWidth() > 0) {
            throw resource.error(Error.UNCONFIGURED_BUFFER,
                    "a buffer was committed to %s without a role object", resource);
        }
    }

    private void configureIfOwed() {
        if (configureOwed) {
            configureOwed = false;
            scheduleConfigure();
        }
    }

    private void configure() {
        try {
            sendConfigure();
        } catch (Throwable thrown) {
            resource.client().failed("a configure", thrown);
        }
    }

    private void sendConfigure() {
        configureScheduled = false;
        if (ended || stage == Stage.NEW || role.isDefunct()) {
            return;
        }
        if (sent.size() >= MAX_UNACKED || resource.client().isCongested()) {
            configureOwed = true;
            return;
        }
        Configuration configuration = role.sendConfigure();
        if (configuration != null) {
            int serial = shell.display().nextSerial();
            if (sent.isEmpty()) {
                shell.pings().awaitAck(resource.client());
            }
            sent.add(new Configured(serial, cycle, configuration));
            resource.sendConfigure(serial);
            everConfigured = true;
        }
    }

    private void surfaceUnmapped() {
        dismissPopups();
        unmapped.emit(this);
    }

    /** What was sent before may still be acknowledged, without effect. */
    private void restart() {
        stage = Stage.NEW;
        cycle++;
        applied = null;
        slot.setPending(XdgState.INITIAL);
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        if (!sent.isEmpty()) {
            sent.clear();
            shell.pings().acknowledged(resource.client());
        }
        Failures.all(() -> surface.dropRoleObject(this),
                () -> {
                    if (role != null) {
                        role.surfaceGone();
                    }
                },
                this::dismissPopups,
                () -> subscriptions.forEach(Signal.Subscription::remove),
                () -> shell.remove(this), wmBase::surfaceEnded, resource::makeInert,
                () -> destroyed.emit(this));
    }
}
