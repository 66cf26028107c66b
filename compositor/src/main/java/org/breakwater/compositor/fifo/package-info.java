/**
 * {@code wp_fifo_manager_v1}: commits that are shown one after the other, each for a refresh at least.
 *
 * <p>Imports {@code protocol} and {@code surface}.
 */
package org.breakwater.compositor.fifo;
