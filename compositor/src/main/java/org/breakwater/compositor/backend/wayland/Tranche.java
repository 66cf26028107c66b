package org.breakwater.compositor.backend.wayland;

import java.util.List;

/**
 * Buffers in XRGB8888 that the parent takes, and that are better for it than those of the next tranche.
 *
 * @param device the {@code dev_t} of that which reads them, or {@link #ANY}
 * @param scanout a screen could show them as they are
 * @param modifiers the ways in which their pixels may lie
 */
record Tranche(long device, boolean scanout, List<Long> modifiers) {
    /** Of a parent that does not say which device reads. */
    static final long ANY = 0;
}
