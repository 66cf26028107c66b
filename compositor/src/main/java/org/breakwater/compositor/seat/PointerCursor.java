package org.breakwater.compositor.seat;

import org.breakwater.protocol.loop.EventLoop;
import org.breakwater.protocol.loop.Signal;
import org.breakwater.render.geometry.Region;
import org.breakwater.wayland.WlPointer;

/**
 * The pointer's place in the layout: turns a backend's movements into the {@link Pointer}'s focus
 * and motion. Positions are layout coordinates, kept within the bounds.
 */
public final class PointerCursor {
    /**
     * The farthest that a pointer goes within the right and the bottom edge: what the wire can tell
     * apart.
     */
    private static final double EDGE = 1.0 / 256;

    private final EventLoop loop;
    private final Pointer pointer;
    private final SurfaceFinder finder;
    private final Signal<PointerCursor> moved = new Signal<>();
    private Region bounds = Region.EMPTY;
    private double x;
    private double y;
    private double sentX;
    private double sentY;
    /** While a button is held: the origin of the surface that keeps the pointer. */
    private double originX;
    private double originY;
    private boolean refocusing;

    public PointerCursor(EventLoop loop, Pointer pointer, SurfaceFinder finder) {
        this.loop = loop;
        this.pointer = pointer;
        this.finder = finder;
        pointer.grabChanged().add(p -> sceneChanged());
    }

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    /** The pointer is elsewhere in the layout: its image must follow. */
    public Signal<PointerCursor> moved() {
        return moved;
    }

    /** Where the pointer may be: the outputs. Empty, at first: anywhere. */
    public void setBounds(Region layout) {
        bounds = layout;
        place(x, y);
        sceneChanged();
    }

    /** Moves the pointer; {@link #frame} is still to come. */
    public void moveTo(int timeMs, double lx, double ly) {
        place(lx, ly);
        if (pointer.isImplicitGrab()) {
            pointer.motion(timeMs, x - originX, y - originY);
        } else {
            point(timeMs, true);
        }
    }

    public void moveBy(int timeMs, double dx, double dy) {
        moveTo(timeMs, x + dx, y + dy);
    }

    /** {@code button}: a code of linux/input-event-codes.h. */
    public void button(int timeMs, int button, boolean pressed) {
        if (pressed && !pointer.isAnyPressed()) {
            point(timeMs, false);
        }
        pointer.button(timeMs, button, pressed);
        if (!pressed && !pointer.isAnyPressed()) {
            pointer.frame();
            point(timeMs, false);
        }
    }

    /** As {@link Pointer#axis}. */
    public void axis(int timeMs, WlPointer.Axis axis, double value, int value120,
            WlPointer.AxisSource source, WlPointer.AxisRelativeDirection direction) {
        pointer.axis(timeMs, axis, value, value120, source, direction);
    }

    public void frame() {
        pointer.frame();
    }

    /** What is under the pointer may be another: it is looked up before the loop next waits. */
    public void sceneChanged() {
        if (!refocusing) {
            refocusing = true;
            loop.idle(this::refocus);
        }
    }

    /** Looks up what is under the pointer now. */
    public void refocus() {
        refocusing = false;
        if (!pointer.isImplicitGrab()) {
            point((int) (loop.clock().nanos() / 1_000_000), false);
            pointer.frame();
        }
    }

    /** {@code always}: a motion is sent though the surface has not moved under the pointer. */
    private void point(int timeMs, boolean always) {
        Target target = finder.at(x, y);
        if (target == null) {
            if (pointer.hovered() != null || pointer.focus() != null) {
                pointer.clear();
            }
            if (always) {
                pointer.motion(timeMs, x, y);
            }
            return;
        }
        boolean entered = target.surface() != pointer.hovered();
        if (entered) {
            pointer.enter(target.surface(), target.sx(), target.sy());
        }
        boolean elsewhere = target.sx() != sentX || target.sy() != sentY;
        if (always ? !entered || pointer.isGrabbed() : !entered && elsewhere) {
            pointer.motion(timeMs, target.sx(), target.sy());
        }
        sentX = target.sx();
        sentY = target.sy();
        originX = x - sentX;
        originY = y - sentY;
    }

    private void place(double lx, double ly) {
        double nearestX = lx;
        double nearestY = ly;
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < bounds.rectCount(); i++) {
            double cx = Math.max(bounds.x1(i), Math.min(bounds.x2(i) - EDGE, lx));
            double cy = Math.max(bounds.y1(i), Math.min(bounds.y2(i) - EDGE, ly));
            double distance = (cx - lx) * (cx - lx) + (cy - ly) * (cy - ly);
            if (distance < nearest) {
                nearest = distance;
                nearestX = cx;
                nearestY = cy;
            }
        }
        if (nearestX != x || nearestY != y) {
            x = nearestX;
            y = nearestY;
            moved.emit(this);
        }
    }
}
