/**
 * {@code wl_output} and {@code xdg_output}: the screens, and where they are in the layout.
 *
 * <p>The layout is the plane that windows and the pointer live on, in logical coordinates. An
 * {@link org.breakwater.compositor.output.Output} covers a rectangle of it;
 * {@link org.breakwater.compositor.output.OutputLayout} decides which.
 *
 * <p>Imports {@code protocol} and {@code render.geometry}; no surfaces.
 */
package org.breakwater.compositor.output;
