package org.breakwater.compositor.glue;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.desktop.Edge;
import org.breakwater.compositor.desktop.Screen;
import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.output.Output;
import org.breakwater.compositor.output.OutputLayout;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.xdg.PopupBounds;
import org.breakwater.compositor.xdg.XdgPopup;
import org.breakwater.compositor.xdg.XdgShell;
import org.breakwater.compositor.xdg.XdgSurface;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.geometry.Point;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.scene.TreeNode;
import org.breakwater.wayland.XdgToplevel.ResizeEdge;
import org.breakwater.wayland.server.WlOutputResource;
import org.breakwater.wayland.server.WlSeatResource;

/**
 * Joins the xdg shell, the desktop and the scene: toplevels become windows, popups frames above
 * their parents.
 */
public final class XdgGlue implements PopupBounds {
    private static final Interactions NONE = new Interactions() {
        @Override
        public void move(XdgWindow window, WlSeatResource seat, int serial) {
            // Without a pointer there is nothing to follow.
        }

        @Override
        public void resize(XdgWindow window, WlSeatResource seat, int serial, Edge edge) {
            // Without a pointer there is nothing to follow.
        }
    };

    private final Desktop desktop;
    private final OutputLayout layout;
    private final Layers layers;
    private final Map<XdgToplevel, XdgWindow> windows = new IdentityHashMap<>();
    private final Map<XdgSurface, XdgNode> nodes = new IdentityHashMap<>();
    private final Signal<Window> parentChanged = new Signal<>();
    private Interactions interactions = NONE;

    /**
     * The seat's side of a client's wish to be moved or resized; it checks the serial and starts
     * the grab.
     */
    public interface Interactions {
        void move(XdgWindow window, WlSeatResource seat, int serial);

        void resize(XdgWindow window, WlSeatResource seat, int serial, Edge edge);
    }

    public XdgGlue(XdgShell shell, Desktop desktop, OutputLayout layout, Layers layers) {
        this.desktop = desktop;
        this.layout = layout;
        this.layers = layers;
        shell.setPopupBounds(this);
        shell.toplevelCreated().add(this::adopt);
        shell.popupCreated().add(this::adopt);
        layout.changed().add(l -> screensChanged());
        screensChanged();
    }

    public void setInteractions(Interactions handler) {
        interactions = handler;
    }

    /** A window belongs to another one than before, or to none. */
    public Signal<Window> parentChanged() {
        return parentChanged;
    }

    /** The window of a toplevel that is alive. */
    public XdgWindow windowOf(XdgToplevel toplevel) {
        return windows.get(toplevel);
    }

    /** The window that a surface is part of, as content, subsurface or popup; null when of none. */
    public XdgWindow windowOf(Surface surface) {
        XdgSurface root = XdgSurface.of(surface.tree().root());
        while (root != null && root.popup() != null) {
            root = root.popup().parent();
        }
        return root == null || root.toplevel() == null ? null : windowOf(root.toplevel());
    }

    @Override
    public Rect boundsFor(XdgPopup popup) {
        XdgNode parent = popup.parent() == null ? null : nodes.get(popup.parent());
        if (parent == null) {
            return null;
        }
        Point origin = parent.frame().layoutPosition();
        Rect anchor = popup.rules().anchorRect();
        Output output = layout.outputNearest(origin.x() + anchor.x() + anchor.width() / 2.0,
                origin.y() + anchor.y() + anchor.height() / 2.0);
        return output == null ? null : output.geometry().translate(-origin.x(), -origin.y());
    }

    Rect screenGeometry(Window window) {
        Screen screen = desktop.screenOf(window);
        return screen == null ? null : screen.geometry();
    }

    private void adopt(XdgToplevel toplevel) {
        XdgWindow window = new XdgWindow(this, toplevel, layers);
        XdgSurface xdgSurface = toplevel.xdgSurface();
        windows.put(toplevel, window);
        nodes.put(xdgSurface, window.node());
        toplevel.signals().initialCommit().add(t -> begin(window));
        toplevel.signals().maximizeRequested().add(
                t -> desktop.setMaximized(window, t.requested().maximized()));
        toplevel.signals().fullscreenRequested().add(t -> setFullscreen(window));
        toplevel.signals().parentChanged().add(t -> parentChanged.emit(window));
        toplevel.signals().moveRequested().add(
                move -> interactions.move(window, move.seat(), move.serial()));
        toplevel.signals().resizeRequested().add(resize -> resize(window, resize));
        toplevel.signals().destroyed().add(t -> forget(window));
        List<Signal.Subscription> subscriptions = new ArrayList<>(3);
        subscriptions.add(xdgSurface.mapped().add(x -> map(window)));
        subscriptions.add(xdgSurface.unmapped().add(x -> unmap(window)));
        subscriptions.add(xdgSurface.committed().add(x -> committed(window)));
        toplevel.signals().destroyed().add(t -> subscriptions.forEach(Signal.Subscription::remove));
    }

    private void adopt(XdgPopup popup) {
        XdgSurface xdgSurface = popup.xdgSurface();
        XdgNode parent = popup.parent() == null ? null : nodes.get(popup.parent());
        TreeNode place = parent == null || popup.isDismissed() ? layers.limbo() : parent.popups();
        XdgNode node = new XdgNode(xdgSurface, layers, place);
        nodes.put(xdgSurface, node);
        var committed = xdgSurface.committed().add(x -> node.update());
        popup.moved().add(p -> node.frame().setPosition(p.geometry().x(), p.geometry().y()));
        popup.destroyed().add(p -> {
            committed.remove();
            nodes.remove(xdgSurface);
            node.destroy();
        });
    }

    private void begin(XdgWindow window) {
        XdgToplevel.Requested requested = window.toplevel().requested();
        desktop.add(window);
        if (requested.maximized()) {
            desktop.setMaximized(window, true);
        }
        if (requested.fullscreen()) {
            setFullscreen(window);
        }
    }

    private void map(XdgWindow window) {
        window.node().update();
        Point origin = window.node().origin();
        desktop.boundsShifted(window, origin.x(), origin.y());
        desktop.map(window);
    }

    /** Should the window come back, with another geometry perhaps, its surface will be where it was. */
    private void unmap(XdgWindow window) {
        Point origin = window.node().origin();
        desktop.boundsShifted(window, -origin.x(), -origin.y());
        desktop.unmap(window);
    }

    private void committed(XdgWindow window) {
        Point shift = window.node().update();
        if (shift != null) {
            desktop.boundsShifted(window, shift.x(), shift.y());
        }
        desktop.committed(window);
    }

    private void setFullscreen(XdgWindow window) {
        WlOutputResource wanted = window.toplevel().requested().output();
        Output output = wanted == null ? null : Output.of(wanted);
        desktop.setFullscreen(window, window.toplevel().requested().fullscreen(),
                output == null ? null : output.name());
    }

    private void resize(XdgWindow window, XdgToplevel.Resize request) {
        if (request.edge() != ResizeEdge.NONE) {
            interactions.resize(window, request.seat(), request.serial(),
                    Edge.valueOf(request.edge().name()));
        }
    }

    private void forget(XdgWindow window) {
        desktop.remove(window);
        windows.remove(window.toplevel());
        nodes.remove(window.toplevel().xdgSurface());
        window.node().destroy();
    }

    private void screensChanged() {
        desktop.setScreens(layout.outputs().stream()
                .map(output -> new Screen(output.name(), output.geometry(), output.geometry()))
                .toList());
    }
}
