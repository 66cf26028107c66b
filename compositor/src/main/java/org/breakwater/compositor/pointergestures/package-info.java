/**
 * {@code zwp_pointer_gestures_v1}: fingers that swipe, pinch or rest on a touchpad.
 *
 * <p>Imports {@code protocol}, {@code surface} and {@code seat}.
 */
package org.breakwater.compositor.pointergestures;
