/**
 * {@code wl_data_device_manager} 3: the clipboard, and drag and drop. The compositor hands on
 * offers and file descriptors, and never reads or writes what is transferred.
 *
 * <p>A {@link org.breakwater.compositor.selection.DataSource} is what one client has to give; an
 * offer is how another client sees it. {@link org.breakwater.compositor.selection.Selection} is the
 * clipboard; {@link org.breakwater.compositor.selection.Drag} holds the pointer from {@code
 * start_drag} until the button is released, and a {@link
 * org.breakwater.compositor.selection.DropTarget} is the client below it, which lives on after the
 * drop until that client is finished.
 *
 * <p>Imports {@code protocol}, {@code surface} and {@code seat}. Loop thread.
 */
package org.breakwater.compositor.selection;
