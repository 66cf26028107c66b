/**
 * {@code zwp_virtual_keyboard_manager_v1}: keyboards whose keys clients press. What a key does is
 * the {@link org.breakwater.compositor.virtualkeyboard.KeyInput}'s matter.
 *
 * <p>A client's keymap is a file that may never answer, with a text that may be anything: it is
 * read and compiled on threads of {@link org.breakwater.compositor.virtualkeyboard.KeymapLoader},
 * and the keys that follow it wait.
 *
 * <p>Imports {@code protocol} and {@code seat}. Loop thread.
 */
package org.breakwater.compositor.virtualkeyboard;
