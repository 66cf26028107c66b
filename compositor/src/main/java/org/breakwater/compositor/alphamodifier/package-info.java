/**
 * {@code wp_alpha_modifier_v1}: surfaces made translucent as a whole.
 *
 * <p>Imports {@code protocol} and {@code surface}.
 */
package org.breakwater.compositor.alphamodifier;
