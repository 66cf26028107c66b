/**
 * {@code zwp_keyboard_shortcuts_inhibit_manager_v1}: surfaces that want every key while they have
 * the keyboard.
 *
 * <p>Imports {@code protocol}, {@code surface} and {@code seat}.
 */
package org.breakwater.compositor.shortcutsinhibit;
