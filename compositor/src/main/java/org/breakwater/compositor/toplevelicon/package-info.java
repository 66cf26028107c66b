/**
 * {@code xdg_toplevel_icon_manager_v1}: the icons of windows.
 *
 * <p>Imports {@code protocol}, {@code shm}, {@code surface} and {@code xdg}.
 */
package org.breakwater.compositor.toplevelicon;
