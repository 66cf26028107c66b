/**
 * {@code zwp_primary_selection_device_manager_v1}: what was last marked, to be pasted with the
 * middle button.
 *
 * <p>Imports {@code protocol}, {@code seat} and {@code selection}. Loop thread.
 */
package org.breakwater.compositor.primaryselection;
