package org.breakwater.tests.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An object as its client knows it. The label names it in a sequence, and stays its own; the id on
 * the wire is given again to others once it is free.
 */
final class Known {
    final String label;
    final String type;
    final int version;
    final int id;
    /** What made it, {@code interface.request}. */
    final String madeBy;
    /** The objects that took part in its making: the target of the request, then its arguments. */
    List<Known> parents = List.of();
    /** What requests have set that later ones depend on: sizes, and whether something was done. */
    final Map<String, Integer> facts = new HashMap<>();
    boolean alive = true;
    /** The last serial sent to it, of a configure or a ping. */
    int serial;

    Known(String label, String type, int version, int id, String madeBy) {
        this.label = label;
        this.type = type;
        this.version = version;
        this.id = id;
        this.madeBy = madeBy;
    }

    boolean is(String wanted) {
        return type.equals(wanted);
    }

    boolean has(String fact) {
        return facts.containsKey(fact);
    }

    int fact(String name) {
        return facts.getOrDefault(name, 0);
    }

    /** One of its parents, or null where it had fewer. */
    Known parent(int index) {
        return index < parents.size() ? parents.get(index) : null;
    }

    /** The first of its parents with that interface, or null. */
    Known parent(String wanted) {
        for (Known parent : parents) {
            if (parent.is(wanted)) {
                return parent;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return type + "#" + label;
    }
}
