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
    private final Signal<PointerCursor> settled = new Signal<>();
    private final Signal<PointerCursor> constrained = new Signal<>();
    private Region bounds = Region.EMPTY;
    private double x;
    private double y;
    private double sentX;
    private double sentY;
    /** While a button is held: the origin of the surface that keeps the pointer. */
    private double originX;
    private double originY;
    private boolean refocusing;
    private boolean away;
    private PointerConstraint constraint;

    public PointerCursor(EventLoop loop, Pointer pointer, SurfaceFinder finder) {
        this.loop = loop;
        this.pointer = pointer;
        this.finder = finder;
        pointer.grabChanged().add(p -> sceneChanged());
        pointer.lost().add(p -> sceneChanged());
    }

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    /** Where it is on the surface that has it, {@link Pointer#focus}; surface coordinates. */
    public double surfaceX() {
        return x - originX;
    }

    public double surfaceY() {
        return y - originY;
    }

    /**
     * Where the pointer may go from now on; null: anywhere. To be lifted before the surface that
     * asked for it loses the pointer. A pointer that is not where it may be is moved there.
     */
    public void constrain(PointerConstraint next) {
        constraint = next;
        if (next instanceof PointerConstraint.Confined) {
            double beforeX = x;
            double beforeY = y;
            restrain(x, y);
            if (x != beforeX || y != beforeY) {
                tellMoved(now());
                pointer.frame();
            }
        }
        constrained.emit(this);
    }

    /** Whether it has to stay where it is. */
    public boolean isLocked() {
        return constraint instanceof PointerConstraint.Locked;
    }

    /** Where it may go; null: anywhere. */
    public PointerConstraint constraint() {
        return constraint;
    }

    /** {@link #constraint} has changed. */
    public Signal<PointerCursor> constrained() {
        return constrained;
    }

    /** The pointer is elsewhere in the layout: its image must follow. */
    public Signal<PointerCursor> moved() {
        return moved;
    }

    /** What is under the pointer has been looked up, and its client told. */
    public Signal<PointerCursor> settled() {
        return settled;
    }

    /** Where the pointer may be: the outputs. Empty, at first: anywhere. */
    public void setBounds(Region layout) {
        bounds = layout;
        place(x, y);
        sceneChanged();
    }

    /** It has gone where nothing is ours: nothing is under it until it is moved again. */
    public void leave() {
        away = true;
        refocus();
    }

    /** Moves the pointer; {@link #frame} is still to come. */
    public void moveTo(int timeMs, double lx, double ly) {
        away = false;
        if (isLocked()) {
            return;
        }
        restrain(lx, ly);
        tellMoved(timeMs);
    }

    /**
     * Puts the pointer somewhere else, unless a constraint forbids that; the client there is told,
     * with a frame of its own.
     */
    public void warp(double lx, double ly) {
        boolean forbidden = isLocked()
                || constraint instanceof PointerConstraint.Confined confined
                && !confined.region().contains((int) Math.floor(lx - originX),
                        (int) Math.floor(ly - originY));
        if (forbidden) {
            return;
        }
        place(lx, ly);
        tellMoved(now());
        pointer.frame();
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
            settled.emit(this);
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
            point(now(), false);
            pointer.frame();
            settled.emit(this);
        }
    }

    /** {@code always}: a motion is sent though the surface has not moved under the pointer. */
    private void point(int timeMs, boolean always) {
        Target target = away ? null : finder.at(x, y);
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
        double sx = target.sx();
        double sy = target.sy();
        originX = x - sx;
        originY = y - sy;
        if (entered) {
            pointer.enter(target.surface(), sx, sy);
        }
        boolean elsewhere = (sx != sentX || sy != sentY) && !isLocked();
        if (always ? !entered || pointer.isGrabbed() : !entered && elsewhere) {
            pointer.motion(timeMs, sx, sy);
        }
        sentX = sx;
        sentY = sy;
    }

    private void tellMoved(int timeMs) {
        if (pointer.isImplicitGrab()) {
            sentX = x - originX;
            sentY = y - originY;
            pointer.motion(timeMs, sentX, sentY);
        } else {
            point(timeMs, true);
        }
        settled.emit(this);
    }

    private int now() {
        return (int) (loop.clock().nanos() / 1_000_000);
    }

    /** Goes as near to a place as the constraint allows; never onto another surface's part. */
    private void restrain(double lx, double ly) {
        if (!(constraint instanceof PointerConstraint.Confined confined)) {
            place(lx, ly);
            return;
        }
        Confinement path = new Confinement(confined.region());
        path.move(x - originX, y - originY, lx - originX, ly - originY);
        double toX = path.x() + originX;
        double toY = path.y() + originY;
        Target target = finder.at(toX, toY);
        if (pointer.isImplicitGrab() || target != null && target.surface() == pointer.focus()) {
            place(toX, toY);
        }
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
