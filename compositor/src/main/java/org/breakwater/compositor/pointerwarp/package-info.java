/**
 * {@code wp_pointer_warp_v1}: a client moves the pointer that is on its surface.
 *
 * <p>Imports {@code protocol}, {@code render.geometry}, {@code surface} and {@code seat}.
 */
package org.breakwater.compositor.pointerwarp;
