package org.breakwater.compositor.backend.wayland;

import java.util.HashMap;
import java.util.Map;
import org.breakwater.wayland.client.WlSurfaceProxy;
import org.breakwater.wayland.client.WlTouchProxy;

/** The parent's touch screen: each finger belongs to the window on which it came down. */
final class ParentTouch implements WlTouchProxy.Events {
    private static final int RELEASE_SINCE = 3;
    private static final int MOST_FINGERS = 64;
    private static final double LONGEST = 10_000;
    private static final double HALF_TURN = 180;

    private final ParentDisplay parent;
    private final WlTouchProxy proxy;
    private final Map<Integer, WindowOutput> fingers = new HashMap<>();

    ParentTouch(ParentDisplay parent, WlTouchProxy proxy) {
        this.parent = parent;
        this.proxy = proxy;
        proxy.listen(this);
    }

    @Override
    public void down(int serial, int time, WlSurfaceProxy surface, int id, double x, double y) {
        WindowOutput window = parent.windowOf(surface);
        if (window != null && fingers.size() < MOST_FINGERS) {
            fingers.put(id, window);
            parent.input().touchDown(window, time, id, window.fractionX(x), window.fractionY(y));
        }
    }

    @Override
    public void up(int serial, int time, int id) {
        if (fingers.remove(id) != null) {
            parent.input().touchUp(time, id);
        }
    }

    @Override
    public void motion(int time, int id, double x, double y) {
        WindowOutput window = fingers.get(id);
        if (window != null) {
            parent.input().touchMoved(window, time, id, window.fractionX(x), window.fractionY(y));
        }
    }

    @Override
    public void shape(int id, double major, double minor) {
        WindowOutput window = fingers.get(id);
        if (window != null) {
            parent.input().touchShape(window, id, length(major) * window.scale(), length(minor) * window.scale());
        }
    }

    @Override
    public void orientation(int id, double degrees) {
        WindowOutput window = fingers.get(id);
        if (window != null && Math.abs(degrees) <= HALF_TURN) {
            parent.input().touchOrientation(window, id, degrees);
        }
    }

    @Override
    public void frame() {
        parent.input().touchFrame();
    }

    @Override
    public void cancel() {
        if (!fingers.isEmpty()) {
            fingers.clear();
            parent.input().touchCancelled();
        }
    }

    private static double length(double said) {
        return Math.max(0, Math.min(said, LONGEST));
    }

    /** The window is no more: its fingers touch nothing. */
    void forget(WindowOutput window) {
        if (fingers.containsValue(window)) {
            cancel();
        }
    }

    void close() {
        cancel();
        if (proxy.version() >= RELEASE_SINCE) {
            proxy.release();
        }
    }
}
