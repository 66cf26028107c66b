/**
 * The devices of the seat that a session sits at: whether it may use them now, the descriptors of those it
 * opened, and the graphics cards that come and go. {@link org.breakwater.compositor.backend.seat.DeviceSeat} is
 * libseat's view (logind, seatd or its own), {@link org.breakwater.compositor.backend.seat.DeviceMonitor} udev's.
 *
 * <p>Imports {@code protocol.ffi} and {@code protocol.loop}, and nothing that draws.
 */
package org.breakwater.compositor.backend.seat;
