/**
 * {@code xdg_activation_v1}: one client hands the user's attention to another.
 *
 * <p>Imports {@code protocol}, {@code surface} and {@code seat}.
 */
package org.breakwater.compositor.activation;
