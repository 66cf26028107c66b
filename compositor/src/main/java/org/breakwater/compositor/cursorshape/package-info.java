/**
 * {@code wp_cursor_shape_manager_v1}: cursors by name.
 *
 * <p>Imports {@code protocol}, {@code seat} and {@code tablet}.
 */
package org.breakwater.compositor.cursorshape;
