/**
 * {@code xdg_toplevel_tag_manager_v1}: names by which windows are known again.
 *
 * <p>Imports {@code protocol} and {@code xdg}.
 */
package org.breakwater.compositor.topleveltag;
