package org.breakwater.compositor.xdg;

import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.breakwater.compositor.surface.StateSlot;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Client;
import org.breakwater.protocol.server.Display;
import org.breakwater.wayland.XdgToplevel.WmCapabilities;
import org.breakwater.wayland.server.XdgWmBaseResource;

/**
 * {@code xdg_wm_base} 7. Announces toplevels and popups by signals; those who care subscribe to the
 * objects before the client's next request. Loop thread.
 */
public final class XdgShell {
    public static final int VERSION = 7;

    private final Display display;
    private final Pings pings;
    private final PopupStack popupStack = new PopupStack();
    private final Map<Surface, StateSlot<XdgState>> slots = new IdentityHashMap<>();
    private final Map<Surface, XdgSurface> surfaces = new IdentityHashMap<>();
    private final Signal<XdgToplevel> toplevelCreated = new Signal<>();
    private final Signal<XdgPopup> popupCreated = new Signal<>();
    private Set<WmCapabilities> capabilities =
            EnumSet.of(WmCapabilities.MAXIMIZE, WmCapabilities.FULLSCREEN);
    private PopupBounds popupBounds = popup -> null;

    public XdgShell(Display display) {
        this.display = display;
        this.pings = new Pings(display);
        display.createGlobal(XdgWmBaseResource.TYPE, VERSION, this::bound);
    }

    public Signal<XdgToplevel> toplevelCreated() {
        return toplevelCreated;
    }

    public Signal<XdgPopup> popupCreated() {
        return popupCreated;
    }

    /** The popups that grab. */
    public PopupStack popupStack() {
        return popupStack;
    }

    public Pings pings() {
        return pings;
    }

    /** Asks a client whether it is alive; see {@link Pings}. */
    public boolean ping(Client client) {
        return pings.ping(client);
    }

    /** Where popups are kept; without it they go where they ask to. */
    public void setPopupBounds(PopupBounds bounds) {
        popupBounds = bounds;
    }

    /** Who gives grabs; without it every one is denied. */
    public void setPopupGrabs(PopupGrabs grabs) {
        popupStack.setGrabs(grabs);
    }

    /**
     * What toplevels may ask for with effect ({@code wm_capabilities}); told with the next first
     * configure.
     */
    public void setCapabilities(Set<WmCapabilities> supported) {
        capabilities = supported.isEmpty() ? EnumSet.noneOf(WmCapabilities.class)
                : EnumSet.copyOf(supported);
    }

    Display display() {
        return display;
    }

    PopupBounds popupBounds() {
        return popupBounds;
    }

    int[] wireCapabilities() {
        return capabilities.stream().mapToInt(WmCapabilities::value).toArray();
    }

    /** Null when the surface has none. */
    XdgSurface xdgSurfaceOf(Surface surface) {
        return surfaces.get(surface);
    }

    void add(XdgSurface xdgSurface) {
        surfaces.put(xdgSurface.surface(), xdgSurface);
    }

    void remove(XdgSurface xdgSurface) {
        surfaces.remove(xdgSurface.surface(), xdgSurface);
    }

    /** The surface's slot, one for all its xdg surfaces in turn; back in its initial state. */
    StateSlot<XdgState> slotOf(Surface surface) {
        StateSlot<XdgState> slot = slots.get(surface);
        if (slot == null) {
            slot = surface.addState(XdgState.INITIAL);
            slots.put(surface, slot);
            surface.destroyed().add(slots::remove);
        } else {
            slot.setPending(XdgState.INITIAL);
        }
        return slot;
    }

    private void bound(XdgWmBaseResource resource) {
        pings.add(new WmBase(this, resource));
    }
}
