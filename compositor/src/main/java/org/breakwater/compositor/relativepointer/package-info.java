/**
 * {@code zwp_relative_pointer_manager_v1}: how far a pointer's device moves, whatever stops the
 * pointer.
 *
 * <p>Imports {@code protocol} and {@code seat}.
 */
package org.breakwater.compositor.relativepointer;
