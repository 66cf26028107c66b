/**
 * {@code zwlr_virtual_pointer_manager_v1}: pointing devices that clients move. What a movement does
 * is the {@link org.breakwater.compositor.virtualpointer.PointerInput}'s matter.
 *
 * <p>Imports {@code protocol}, {@code seat} and {@code output}. Loop thread.
 */
package org.breakwater.compositor.virtualpointer;
