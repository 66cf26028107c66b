/**
 * {@code wp_single_pixel_buffer_manager_v1}: buffers of one colour, without memory.
 *
 * <p>Imports {@code protocol}, {@code render}'s interfaces and {@code buffer}.
 */
package org.breakwater.compositor.singlepixel;
