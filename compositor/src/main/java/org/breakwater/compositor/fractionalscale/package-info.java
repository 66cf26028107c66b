/**
 * {@code wp_fractional_scale_v1}: tells clients how many pixels a surface's units are shown with.
 *
 * <p>Imports {@code protocol} and {@code surface}; whoever knows the outputs says the scale.
 */
package org.breakwater.compositor.fractionalscale;
