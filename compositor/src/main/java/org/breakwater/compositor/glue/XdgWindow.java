package org.breakwater.compositor.glue;

import org.breakwater.compositor.desktop.Window;
import org.breakwater.compositor.desktop.WindowState;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.xdg.ToplevelState;
import org.breakwater.compositor.xdg.XdgPopup;
import org.breakwater.compositor.xdg.XdgSurface;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.render.geometry.Rect;
import org.breakwater.render.scene.RectNode;
import org.breakwater.wayland.XdgToplevel.State;

/** A toplevel as a window of the desktop, with its frame in the scene. */
public final class XdgWindow implements Window {
    private final XdgGlue glue;
    private final XdgToplevel toplevel;
    private final XdgNode node;
    private final RectNode backdrop;
    private ToplevelState converted;
    private WindowState applied = WindowState.INITIAL;
    private boolean modal;

    XdgWindow(XdgGlue glue, XdgToplevel toplevel, Layers layers) {
        this.glue = glue;
        this.toplevel = toplevel;
        this.node = new XdgNode(toplevel.xdgSurface(), layers, layers.windows());
        this.backdrop = node.frame().createRect(0, 0, 0, 0, 0, 1);
        backdrop.lowerToBottom();
        backdrop.setEnabled(false);
        node.frame().setEnabled(false);
    }

    public XdgToplevel toplevel() {
        return toplevel;
    }

    /** Where the keyboard goes when the window has it. */
    public Surface surface() {
        return toplevel.xdgSurface().surface();
    }

    @Override
    public String title() {
        return toplevel.title();
    }

    @Override
    public String appId() {
        return toplevel.appId();
    }

    @Override
    public Window parent() {
        return toplevel.parent() == null ? null : glue.windowOf(toplevel.parent());
    }

    @Override
    public boolean isModal() {
        return modal;
    }

    @Override
    public int width() {
        return toplevel.xdgSurface().geometry().width();
    }

    @Override
    public int height() {
        return toplevel.xdgSurface().geometry().height();
    }

    @Override
    public int minWidth() {
        return toplevel.minWidth();
    }

    @Override
    public int minHeight() {
        return toplevel.minHeight();
    }

    @Override
    public int maxWidth() {
        return toplevel.maxWidth();
    }

    @Override
    public int maxHeight() {
        return toplevel.maxHeight();
    }

    @Override
    public WindowState applied() {
        ToplevelState current = toplevel.current();
        if (current != converted) {
            converted = current;
            applied = new WindowState(current.width(), current.height(),
                    current.has(State.MAXIMIZED), current.has(State.FULLSCREEN),
                    current.has(State.RESIZING), current.has(State.ACTIVATED),
                    current.has(State.SUSPENDED));
        }
        return applied;
    }

    @Override
    public void configure(WindowState state) {
        boolean bound = state.maximized() || state.fullscreen();
        toplevel.schedule(toplevel.scheduled().withSize(state.width(), state.height())
                .with(State.CONSTRAINED_LEFT, bound)
                .with(State.CONSTRAINED_RIGHT, bound)
                .with(State.CONSTRAINED_TOP, bound)
                .with(State.CONSTRAINED_BOTTOM, bound)
                .with(State.MAXIMIZED, state.maximized())
                .with(State.FULLSCREEN, state.fullscreen())
                .with(State.RESIZING, state.resizing())
                .with(State.ACTIVATED, state.activated())
                .with(State.SUSPENDED, state.suspended()));
    }

    @Override
    public void recommendBounds(int width, int height) {
        toplevel.schedule(toplevel.scheduled().withBounds(width, height));
    }

    @Override
    public void place(int x, int y) {
        node.frame().setPosition(x, y);
        updateBackdrop(x, y);
        reconstrain(toplevel.xdgSurface());
    }

    @Override
    public void setShown(boolean shown) {
        node.frame().setEnabled(shown);
    }

    @Override
    public void raise() {
        node.frame().raiseToTop();
    }

    @Override
    public void close() {
        toplevel.close();
    }

    void setModal(boolean value) {
        modal = value;
    }

    XdgNode node() {
        return node;
    }

    /** What a fullscreen window leaves of its screen is black, and nothing shows through it. */
    private void updateBackdrop(int x, int y) {
        Rect screen = applied().fullscreen() ? glue.screenGeometry(this) : null;
        backdrop.setEnabled(screen != null);
        if (screen != null) {
            backdrop.setPosition(screen.x() - x, screen.y() - y);
            backdrop.setSize(screen.width(), screen.height());
        }
    }

    private static void reconstrain(XdgSurface parent) {
        for (XdgPopup popup : parent.popups()) {
            popup.reconstrain();
            reconstrain(popup.xdgSurface());
        }
    }
}
