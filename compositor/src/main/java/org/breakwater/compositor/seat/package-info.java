/**
 * {@code wl_seat}, {@code wl_pointer}, {@code wl_keyboard}, {@code wl_touch}: who has the focus,
 * and what the clients hear of the devices.
 *
 * <p>The way of an event:
 * <pre>
 * backend -> PointerCursor (layout) -> Pointer -> PointerGrab? -> PointerFocus -> wl_pointer
 *         -> Keyboard (xkb)                                                    -> wl_keyboard
 *         -> Touch (a surface for each point)                                  -> wl_touch
 * </pre>
 * Positions are surface coordinates, except where they are said to be of the layout. Times are
 * milliseconds of any one clock.
 *
 * <p>What extends the seat, each in a package of its own, hangs on to it with {@link
 * org.breakwater.compositor.seat.DeviceObjects} and the signals of the focus.
 *
 * <p>Imports {@code protocol}, {@code render.geometry}, {@code surface} and {@code shm}'s memory
 * files. Loop thread.
 */
package org.breakwater.compositor.seat;
