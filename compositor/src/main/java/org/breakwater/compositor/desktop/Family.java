package org.breakwater.compositor.desktop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Windows and those that belong to them: a parent is always below its children. */
final class Family {
    private final List<Placed> stack;

    Family(List<Placed> stack) {
        this.stack = stack;
    }

    /**
     * The whole family of a window in the order in which to raise it, so that its own branch ends
     * on top.
     */
    List<Placed> raised(Placed placed) {
        Set<Window> line = Collections.newSetFromMap(new IdentityHashMap<>());
        Window root = placed.window();
        while (root != null && line.add(root) && mapped(root.parent())) {
            root = root.parent();
        }
        List<Placed> order = new ArrayList<>();
        collect(root, line, order);
        return order;
    }

    private void collect(Window window, Set<Window> line, List<Placed> order) {
        Set<Window> met = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Window> open = new ArrayList<>(List.of(window));
        while (!open.isEmpty()) {
            Window next = open.remove(open.size() - 1);
            if (!met.add(next)) {
                continue;
            }
            order.add(placedOf(next));
            int first = open.size();
            Window last = null;
            for (int i = stack.size() - 1; i >= 0; i--) {
                Window child = stack.get(i).window();
                if (child.parent() == next) {
                    if (line.contains(child)) {
                        last = child;
                    } else {
                        open.add(child);
                    }
                }
            }
            if (last != null) {
                open.add(first, last);
            }
        }
    }

    private boolean mapped(Window window) {
        return window != null && placedOf(window) != null;
    }

    private Placed placedOf(Window window) {
        for (Placed placed : stack) {
            if (placed.window() == window) {
                return placed;
            }
        }
        return null;
    }
}
