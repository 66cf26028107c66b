/**
 * {@code xdg_system_bell_v1}: clients ring.
 *
 * <p>Imports {@code protocol} and {@code surface}.
 */
package org.breakwater.compositor.systembell;
