/**
 * Keymaps and the state of a keyboard, by libxkbcommon.
 *
 * <p>Imports nothing of the project.
 */
package org.breakwater.compositor.seat.xkb;
