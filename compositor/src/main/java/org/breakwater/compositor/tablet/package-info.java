/**
 * {@code zwp_tablet_manager_v2}: drawing tablets, the tools used on them, and their pads.
 *
 * <p>Positions are surface coordinates. A client has objects of each device for every {@code
 * zwp_tablet_seat_v2} that it made; {@link TabletSeat} holds those that belong together.
 *
 * <p>Imports {@code protocol}, {@code surface} and {@code seat}.
 */
package org.breakwater.compositor.tablet;
