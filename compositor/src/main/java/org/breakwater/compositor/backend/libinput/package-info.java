/**
 * Input of the devices at a seat, by libinput. {@link org.breakwater.compositor.backend.libinput.Libinput}
 * is the library, call by call, and the place of a double in tests;
 * {@link org.breakwater.compositor.backend.libinput.InputDevices} opens the devices through the session, asks
 * of them what the configuration says, and tells a
 * {@link org.breakwater.compositor.backend.libinput.DeviceEvents} what their users do.
 *
 * <p>Imports {@code config}, {@code backend.seat}, {@code protocol.loop} and, in its Native class, {@code
 * protocol.ffi}; it knows neither outputs nor surfaces.
 */
package org.breakwater.compositor.backend.libinput;
