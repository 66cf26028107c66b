package org.breakwater.compositor.surface;

/** Raises the errors of a surface's {@code wp_viewport} that show only at commit. */
public interface ViewportErrors {
    /** {@code wp_viewport.bad_size}: the source is not integral and there is no destination. */
    RuntimeException badSize();

    /** {@code wp_viewport.out_of_buffer}: the source reaches out of the content. */
    RuntimeException outOfBuffer();
}
