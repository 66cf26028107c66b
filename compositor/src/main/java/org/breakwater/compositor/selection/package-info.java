/**
 * {@code wl_data_device_manager} 3: the clipboard, and drag and drop; and what all protocols share
 * that hand data from client to client. The compositor hands on offers and file descriptors, and
 * never reads or writes what is transferred.
 *
 * <p>A {@link org.breakwater.compositor.selection.Source} is what one client has to give; an offer
 * is how another client sees it. A {@link org.breakwater.compositor.selection.Selection} is the
 * clipboard, or the primary selection, whatever protocol set it; {@link
 * org.breakwater.compositor.selection.News} tells clients of it. {@link
 * org.breakwater.compositor.selection.Drag} holds the pointer, or a finger, from {@code start_drag}
 * until it is released, and a {@link org.breakwater.compositor.selection.DropTarget} is the client
 * below it, which lives on after the drop until that client is finished.
 *
 * <p>Imports {@code protocol}, {@code surface} and {@code seat}. Loop thread.
 */
package org.breakwater.compositor.selection;
