/**
 * {@code wp_viewporter}: surfaces cropped and stretched.
 *
 * <p>Imports {@code protocol}, {@code render.geometry} and {@code surface}.
 */
package org.breakwater.compositor.viewporter;
