package org.breakwater.compositor.tablet;

import java.util.List;

/**
 * What clients are told of a pad.
 *
 * @param paths device nodes, or other names of the system's
 * @param buttons how many it has in all
 */
public record PadInfo(List<String> paths, int buttons, List<Group> groups) {
    /**
     * What changes its mode together.
     *
     * @param buttons the numbers of its buttons, counted from 0 over the whole pad
     * @param modes at least 1
     */
    public record Group(List<Integer> buttons, int rings, int strips, int dials, int modes) {
        public Group {
            buttons = List.copyOf(buttons);
        }
    }

    public PadInfo {
        paths = List.copyOf(paths);
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a pad without groups");
        }
    }
}
