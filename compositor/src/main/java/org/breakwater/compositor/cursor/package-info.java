/**
 * Images of cursors: XCursor themes from disk, and plain ones drawn in code where there is no
 * theme. Files of a theme may hold anything; a bad one is logged and passed over.
 *
 * <p>Imports nothing of the project but the names of {@code wp_cursor_shape_device_v1}'s shapes.
 */
package org.breakwater.compositor.cursor;
