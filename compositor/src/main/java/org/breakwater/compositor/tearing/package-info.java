/**
 * {@code wp_tearing_control_manager_v1}: which surfaces would rather tear than wait for a refresh.
 *
 * <p>Imports {@code protocol} and {@code surface}.
 */
package org.breakwater.compositor.tearing;
