package org.breakwater.compositor.surface;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.protocol.loop.Signal;

/**
 * A surface's place among its subsurfaces. The stack lists its children with their positions, bottom first; the
 * parent itself stands in it as the placement without a subsurface.
 */
public final class SurfaceTree {
    private final Surface surface;
    private final List<Subsurface> children = new ArrayList<>(0);
    private final Signal<Surface> restacked = new Signal<>();
    private List<Subsurface.Placement> current = List.of(Subsurface.Placement.PARENT);
    private List<Subsurface.Placement> pending = current;
    private List<Subsurface.Placement> lastApplied = current;
    private Subsurface subsurface;

    SurfaceTree(Surface surface) {
        this.surface = surface;
    }

    /** The children and the surface itself in stacking order, bottom first, as last applied. */
    public List<Subsurface.Placement> stack() {
        return current;
    }

    /** The stacking order or a position changed with a commit, or a child is gone. */
    public Signal<Surface> restacked() {
        return restacked;
    }

    /** The root of the tree; this surface, when it is no subsurface. */
    public Surface root() {
        Surface parent = parent();
        return parent == null ? surface : parent.tree().root();
    }

    /** Null when it is no subsurface, or its parent is gone. */
    public Surface parent() {
        return subsurface == null ? null : subsurface.parent();
    }

    /** Levels from the root to this surface; 1 at the root. */
    int depth() {
        Surface parent = parent();
        return parent == null ? 1 : parent.tree().depth() + 1;
    }

    /** Levels from this surface down; 1 without children. */
    int height() {
        int tallest = 0;
        for (Subsurface child : children) {
            tallest = Math.max(tallest, child.surface().tree().height());
        }
        return tallest + 1;
    }

    void setSubsurface(Subsurface object) {
        subsurface = object;
    }

    void add(Subsurface child) {
        children.add(child);
        List<Subsurface.Placement> stack = new ArrayList<>(pending);
        stack.add(new Subsurface.Placement(child, 0, 0));
        setPending(stack);
    }

    void remove(Subsurface child) {
        children.remove(child);
        pending = without(pending, child);
        if (!surface.pending().stack().isEmpty()) {
            surface.pending().setStack(pending);
        }
        List<Subsurface.Placement> left = without(current, child);
        if (left.size() != current.size()) {
            current = left;
            restacked.emit(surface);
        }
    }

    /** Puts a child directly above or below a sibling or the parent (null); false when there is no such sibling. */
    boolean place(Subsurface child, Subsurface reference, boolean above) {
        List<Subsurface.Placement> stack = new ArrayList<>(pending);
        int from = indexOf(stack, child);
        Subsurface.Placement moved = stack.remove(from);
        int at = indexOf(stack, reference);
        if (at < 0) {
            return false;
        }
        stack.add(above ? at + 1 : at, moved);
        setPending(stack);
        return true;
    }

    void setPosition(Subsurface child, int x, int y) {
        List<Subsurface.Placement> stack = new ArrayList<>(pending);
        stack.set(indexOf(stack, child), new Subsurface.Placement(child, x, y));
        setPending(stack);
    }

    void restack(List<Subsurface.Placement> applied) {
        if (!applied.isEmpty() && applied != lastApplied) {
            lastApplied = applied;
            List<Subsurface.Placement> alive = new ArrayList<>(applied);
            alive.removeIf(p -> !p.isParent() && p.subsurface().parent() != surface);
            current = alive;
            restacked.emit(surface);
            mapChildren();
        }
    }

    /** The synchronized children's commits that the parent's pending state takes along. */
    List<Subsurface.Waiting> childrenToRelease() {
        List<Subsurface.Waiting> held = List.of();
        for (int i = 0; i < children.size(); i++) {
            Subsurface child = children.get(i);
            if (child.surface().cachedStates() > 0 && child.isSynchronized()) {
                held = held.isEmpty() ? new ArrayList<>(children.size()) : held;
                held.add(new Subsurface.Waiting(child, child.surface().queue().await()));
            }
        }
        return held;
    }

    /** A child that became desynchronized, or whose parent did, no longer waits. */
    void childrenDesynchronized() {
        for (Subsurface child : children) {
            child.releaseIfDesynchronized();
        }
    }

    void mapChildren() {
        if (surface.isMapped()) {
            for (Subsurface child : children) {
                child.mapIfPossible();
            }
        }
    }

    void unmapChildren() {
        for (Subsurface child : children) {
            child.surface().unmap();
        }
    }

    boolean isPlaced(Subsurface child) {
        return indexOf(current, child) >= 0;
    }

    void surfaceDestroyed() {
        for (Subsurface child : List.copyOf(children)) {
            child.parentDestroyed();
        }
        children.clear();
    }

    private void setPending(List<Subsurface.Placement> stack) {
        pending = stack;
        surface.pending().setStack(stack);
    }

    private static List<Subsurface.Placement> without(List<Subsurface.Placement> stack, Subsurface child) {
        List<Subsurface.Placement> left = new ArrayList<>(stack);
        left.removeIf(p -> p.subsurface() == child);
        return left;
    }

    private static int indexOf(List<Subsurface.Placement> stack, Subsurface child) {
        for (int i = 0; i < stack.size(); i++) {
            if (stack.get(i).subsurface() == child) {
                return i;
            }
        }
        return -1;
    }
}
