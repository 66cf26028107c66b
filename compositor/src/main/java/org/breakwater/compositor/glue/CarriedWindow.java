package org.breakwater.compositor.glue;

import org.breakwater.compositor.desktop.Desktop;
import org.breakwater.compositor.surface.Surface;
import org.breakwater.compositor.topleveldrag.Carrier;
import org.breakwater.compositor.xdg.XdgToplevel;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.geometry.Rect;

/**
 * A window that a drag carries: it follows the drag as if it were held where the client says, and
 * what is below it gets the drag's events. It may be attached before it is shown.
 */
public final class CarriedWindow implements Carrier {
    private final DragPlace place;
    private final Desktop desktop;
    private final XdgGlue windows;
    private XdgToplevel toplevel;
    private Signal.Subscription mapped;
    private Surface ignored;
    private int offsetX;
    private int offsetY;
    private boolean moving;

    public CarriedWindow(DragPlace place, Desktop desktop, XdgGlue windows) {
        this.place = place;
        this.desktop = desktop;
        this.windows = windows;
        place.moved().add(p -> follow());
    }

    @Override
    public void carry(XdgToplevel next, int x, int y) {
        release();
        toplevel = next;
        offsetX = x;
        offsetY = y;
        mapped = next.xdgSurface().mapped().add(m -> follow());
        follow();
    }

    @Override
    public void release() {
        if (toplevel == null) {
            return;
        }
        mapped.remove();
        toplevel = null;
        if (moving) {
            moving = false;
            desktop.endInteraction();
        }
        if (ignored != null && ignored.resource().isAlive()) {
            SurfaceNode.of(ignored).setTakesInput(true);
        }
        ignored = null;
    }

    private void follow() {
        XdgWindow window = toplevel == null ? null : windows.windowOf(toplevel);
        Rect bounds = window == null ? null : desktop.boundsOf(window);
        if (bounds == null) {
            return;
        }
        if (!moving) {
            moving = desktop.beginMove(window, bounds.x() + offsetX, bounds.y() + offsetY);
            if (moving) {
                ignored = window.surface();
                SurfaceNode.of(ignored).setTakesInput(false);
            }
        }
        if (moving) {
            desktop.pointerMoved(Math.floor(place.x()), Math.floor(place.y()));
        }
    }
}
