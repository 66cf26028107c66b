package org.breakwater.compositor.desktop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Windows and those that belong to them: a parent is always below its children. */
final class Family {
    private final Map<Window, Placed> members = new IdentityHashMap<>();
    private final Map<Window, List<Window>> children = new IdentityHashMap<>();

    Family(List<Placed> stack) {
        for (Placed placed : stack) {
            Window window = placed.window();
            members.put(window, placed);
            if (window.parent() != null) {
                children.computeIfAbsent(window.parent(), p -> new ArrayList<>(2)).add(window);
            }
        }
    }

    /**
     * The whole family of a window in the order in which to raise it, so that its own branch ends
     * on top.
     */
    List<Placed> raised(Placed placed) {
        Set<Window> line = Collections.newSetFromMap(new IdentityHashMap<>());
        Window root = placed.window();
        while (line.add(root) && members.containsKey(root.parent())) {
            root = root.parent();
        }
        List<Placed> order = new ArrayList<>();
        Set<Window> met = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Window> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Window next = open.remove(open.size() - 1);
            if (met.add(next)) {
                order.add(members.get(next));
                push(children.getOrDefault(next, List.of()), line, open);
            }
        }
        return order;
    }

    /** What is pushed last is raised first; the child in the line goes deepest, to end on top. */
    private static void push(List<Window> siblings, Set<Window> line, List<Window> open) {
        for (Window child : siblings) {
            if (line.contains(child)) {
                open.add(child);
            }
        }
        for (int i = siblings.size() - 1; i >= 0; i--) {
            if (!line.contains(siblings.get(i))) {
                open.add(siblings.get(i));
            }
        }
    }
}
