/**
 * {@code zwp_pointer_constraints_v1}: a surface holds the pointer still, or keeps it within a part
 * of itself.
 *
 * <p>Imports {@code protocol}, {@code render.geometry}, {@code surface} and {@code seat}.
 */
package org.breakwater.compositor.pointerconstraints;
