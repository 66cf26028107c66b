package org.breakwater.compositor.xdg;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.surface.Role;
import org.breakwater.protocol.loop.Failures;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.protocol.wire.WireArray;
import org.breakwater.wayland.XdgToplevel.Error;
import org.breakwater.wayland.XdgToplevel.ResizeEdge;
import org.breakwater.wayland.server.WlOutputResource;
import org.breakwater.wayland.server.WlSeatResource;
import org.breakwater.wayland.server.XdgToplevelResource;

/**
 * {@code xdg_toplevel}: a window. Its state has four names: what is <em>scheduled</em> to be sent,
 * what was last sent and is <em>pending</em>, what the client has acknowledged and committed and is
 * <em>current</em>, and what the client <em>requested</em>.
 *
 * <p>To every request for a state the client gets a configure, whether or not somebody listened and
 * changed what is scheduled.
 */
public final class XdgToplevel extends XdgRole implements XdgToplevelResource.Requests {
    public static final Role ROLE = new Role("xdg_toplevel");

    private static final int CONFIGURE_BOUNDS_SINCE =
            org.breakwater.wayland.XdgToplevel.CONFIGURE_BOUNDS_SINCE;
    private static final int WM_CAPABILITIES_SINCE =
            org.breakwater.wayland.XdgToplevel.WM_CAPABILITIES_SINCE;

    private final XdgSurface xdgSurface;
    private final XdgToplevelResource resource;
    private final ToplevelSignals signals = new ToplevelSignals();
    private final List<XdgToplevel> children = new ArrayList<>(0);
    private ToplevelState scheduled = ToplevelState.INITIAL;
    private ToplevelState pending;
    private ToplevelState current = ToplevelState.INITIAL;
    private Requested requested = Requested.NOTHING;
    private boolean configureForced;
    private String title = "";
    private String appId = "";
    private XdgToplevel parent;
    private XdgDecoration decoration;

    /**
     * What the client asked to be; {@code output} is where it wants to be fullscreen, null is
     * anywhere.
     */
    public record Requested(boolean maximized, boolean fullscreen, WlOutputResource output) {
        static final Requested NOTHING = new Requested(false, false, null);
    }

    /** {@code xdg_toplevel.move}: the seat and the serial are not checked yet. */
    public record Move(XdgToplevel toplevel, WlSeatResource seat, int serial) {
    }

    /** {@code xdg_toplevel.resize}: the seat and the serial are not checked yet. */
    public record Resize(XdgToplevel toplevel, WlSeatResource seat, int serial, ResizeEdge edge) {
    }

    /** {@code xdg_toplevel.show_window_menu}, at a place in surface coordinates. */
    public record WindowMenu(XdgToplevel toplevel, WlSeatResource seat, int serial, int x, int y) {
    }

    XdgToplevel(XdgSurface xdgSurface, XdgToplevelResource resource) {
        this.xdgSurface = xdgSurface;
        this.resource = resource;
        resource.handle(this);
    }

    /** The toplevel behind a protocol object; null when that is inert. */
    public static XdgToplevel of(XdgToplevelResource resource) {
        return (XdgToplevel) resource.handler();
    }

    public XdgSurface xdgSurface() {
        return xdgSurface;
    }

    public XdgToplevelResource resource() {
        return resource;
    }

    /** What others can hear from it. */
    public ToplevelSignals signals() {
        return signals;
    }

    /** Empty until it is set. */
    public String title() {
        return title;
    }

    /** Empty until it is set. */
    public String appId() {
        return appId;
    }

    /** The window that this one belongs to and stays above; null is none. */
    public XdgToplevel parent() {
        return parent;
    }

    /** Limits of the window geometry, 0 for none; as committed. */
    public int minWidth() {
        return xdgSurface.current().minWidth();
    }

    public int minHeight() {
        return xdgSurface.current().minHeight();
    }

    public int maxWidth() {
        return xdgSurface.current().maxWidth();
    }

    public int maxHeight() {
        return xdgSurface.current().maxHeight();
    }

    public Requested requested() {
        return requested;
    }

    public ToplevelState scheduled() {
        return scheduled;
    }

    /** What was last sent; null before the first configure. */
    public ToplevelState pending() {
        return pending;
    }

    /** What the client has acknowledged and committed. */
    public ToplevelState current() {
        return current;
    }

    /**
     * What the client is told at the end of this turn, if it is news. Before the initial commit it
     * waits.
     */
    public void schedule(ToplevelState state) {
        scheduled = state;
        xdgSurface.scheduleConfigure();
    }

    /** Asks the client to close the window; it may decline. */
    public void close() {
        resource.sendClose();
    }

    /**
     * Another protocol's {@code set_parent}: null is no parent. One that is not shown is none, and neither is one
     * that belongs to this window itself.
     */
    public void belongTo(XdgToplevel wanted) {
        boolean possible = wanted != null && wanted.xdgSurface.surface().isMapped() && !isAbove(wanted);
        moveTo(possible ? wanted : null);
    }

    XdgDecoration decoration() {
        return decoration;
    }

    void setDecoration(XdgDecoration value) {
        decoration = value;
        forceConfigure();
    }

    /** The client draws its frame as before: nothing to tell. */
    void dropDecoration() {
        decoration = null;
    }

    void forceConfigure() {
        configureForced = true;
        xdgSurface.scheduleConfigure();
    }

    @Override
    public void setParent(XdgToplevelResource self, XdgToplevelResource parentResource) {
        XdgToplevel wanted = parentResource == null ? null : (XdgToplevel) parentResource.handler();
        if (isAbove(wanted)) {
            throw resource.error(Error.INVALID_PARENT, "%s is %s or one of its children",
                    parentResource, resource);
        }
        belongTo(wanted);
    }

    @Override
    public void setTitle(XdgToplevelResource self, String newTitle) {
        title = newTitle;
        signals.renamed().emit(this);
    }

    @Override
    public void setAppId(XdgToplevelResource self, String newAppId) {
        appId = newAppId;
        signals.renamed().emit(this);
    }

    @Override
    public void showWindowMenu(XdgToplevelResource self, WlSeatResource seat, int serial, int x,
            int y) {
        if (xdgSurface.surface().isMapped()) {
            signals.windowMenuRequested().emit(new WindowMenu(this, seat, serial, x, y));
        }
    }

    @Override
    public void move(XdgToplevelResource self, WlSeatResource seat, int serial) {
        if (xdgSurface.surface().isMapped()) {
            signals.moveRequested().emit(new Move(this, seat, serial));
        }
    }

    @Override
    public void resize(XdgToplevelResource self, WlSeatResource seat, int serial, int edges) {
        ResizeEdge edge = ResizeEdge.fromWire(edges);
        if (edge == null) {
            throw resource.error(Error.INVALID_RESIZE_EDGE, "%s is not an edge",
                    Integer.toUnsignedString(edges));
        }
        if (xdgSurface.surface().isMapped()) {
            signals.resizeRequested().emit(new Resize(this, seat, serial, edge));
        }
    }

    @Override
    public void setMaxSize(XdgToplevelResource self, int width, int height) {
        requireLimit(width, height);
        xdgSurface.setPendingState(xdgSurface.pendingState().withMaximum(width, height));
    }

    @Override
    public void setMinSize(XdgToplevelResource self, int width, int height) {
        requireLimit(width, height);
        xdgSurface.setPendingState(xdgSurface.pendingState().withMinimum(width, height));
    }

    @Override
    public void setMaximized(XdgToplevelResource self) {
        requestMaximized(true);
    }

    @Override
    public void unsetMaximized(XdgToplevelResource self) {
        requestMaximized(false);
    }

    @Override
    public void setFullscreen(XdgToplevelResource self, WlOutputResource output) {
        requested = new Requested(requested.maximized(), true, output);
        answer(signals.fullscreenRequested());
    }

    @Override
    public void unsetFullscreen(XdgToplevelResource self) {
        requested = new Requested(requested.maximized(), false, null);
        answer(signals.fullscreenRequested());
    }

    @Override
    public void setMinimized(XdgToplevelResource self) {
        answer(signals.minimizeRequested());
    }

    @Override
    public void destroy(XdgToplevelResource self) {
        if (decoration != null) {
            throw decoration.orphaned();
        }
    }

    @Override
    public void destroyed(Resource gone) {
        Failures.all(xdgSurface::roleEnded, this::end);
    }

    @Override
    boolean isDefunct() {
        return false;
    }

    @Override
    void validate(XdgState wanted, boolean hasBuffer) {
        if (wanted.contradictsItself()) {
            throw resource.error(Error.INVALID_SIZE, "the maximum %dx%d is below the minimum %dx%d",
                    wanted.maxWidth(), wanted.maxHeight(), wanted.minWidth(), wanted.minHeight());
        }
        if (hasBuffer && decoration != null) {
            decoration.requireConfigured();
        }
    }

    @Override
    void initialCommit() {
        signals.initialCommit().emit(this);
    }

    @Override
    Configuration sendConfigure() {
        if (scheduled.equals(pending) && !configureForced) {
            return null;
        }
        if (pending == null && resource.supports(WM_CAPABILITIES_SINCE)) {
            resource.sendWmCapabilities(WireArray.ofInts(xdgSurface.shell().wireCapabilities()));
        }
        if (resource.supports(CONFIGURE_BOUNDS_SINCE)
                && !scheduled.hasBoundsOf(pending == null ? ToplevelState.INITIAL : pending)) {
            resource.sendConfigureBounds(scheduled.boundsWidth(), scheduled.boundsHeight());
        }
        if (decoration != null) {
            decoration.sendConfigure();
        }
        resource.sendConfigure(scheduled.width(), scheduled.height(),
                scheduled.wireStates(resource.version()));
        configureForced = false;
        pending = scheduled;
        return scheduled;
    }

    @Override
    void apply(Configuration acked) {
        current = (ToplevelState) acked;
    }

    @Override
    boolean mayMap() {
        return true;
    }

    @Override
    void mapped() {
        // Others hear of it from the surface.
    }

    @Override
    void reset() {
        handOverChildren();
        moveTo(null);
        scheduled = ToplevelState.INITIAL;
        pending = null;
        current = ToplevelState.INITIAL;
        requested = Requested.NOTHING;
        configureForced = false;
        title = "";
        appId = "";
        if (decoration != null) {
            decoration.restart();
        }
    }

    @Override
    void surfaceGone() {
        resource.makeInert();
        end();
    }

    private void end() {
        if (decoration != null) {
            decoration.toplevelGone();
            decoration = null;
        }
        handOverChildren();
        moveTo(null);
        signals.destroyed().emit(this);
    }

    private void requestMaximized(boolean maximized) {
        requested = new Requested(maximized, requested.fullscreen(), requested.output());
        answer(signals.maximizeRequested());
    }

    private void answer(Signal<XdgToplevel> signal) {
        signal.emit(this);
        forceConfigure();
    }

    /** Whether the other is this one, or belongs to it. */
    private boolean isAbove(XdgToplevel other) {
        for (XdgToplevel ancestor = other; ancestor != null; ancestor = ancestor.parent) {
            if (ancestor == this) {
                return true;
            }
        }
        return false;
    }

    private void moveTo(XdgToplevel newParent) {
        if (parent != newParent) {
            if (parent != null) {
                parent.children.remove(this);
            }
            parent = newParent;
            if (parent != null) {
                parent.children.add(this);
            }
            signals.parentChanged().emit(this);
        }
    }

    private void handOverChildren() {
        XdgToplevel heir = parent;
        for (XdgToplevel child : List.copyOf(children)) {
            child.moveTo(heir);
        }
    }

    private void requireLimit(int width, int height) {
        if (width < 0 || height < 0) {
            throw resource.error(Error.INVALID_SIZE, "a limit of %dx%d", width, height);
        }
    }
}
