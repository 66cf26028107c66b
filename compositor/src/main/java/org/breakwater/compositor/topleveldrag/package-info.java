/**
 * {@code xdg_toplevel_drag_manager_v1}: drags that carry a window along, as a tab that is torn off.
 * A {@link org.breakwater.compositor.topleveldrag.Carrier} moves the window.
 *
 * <p>Imports {@code protocol}, {@code selection} and {@code xdg}. Loop thread.
 */
package org.breakwater.compositor.topleveldrag;
