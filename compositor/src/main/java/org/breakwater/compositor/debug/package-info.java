/**
 * The overlay that shows the compositor at work: what is drawn anew, and how long it takes. Nothing of it is
 * loaded until somebody asks for it. Imports {@code render}, {@code render.scene} and
 * {@code compositor.stats}.
 */
package org.breakwater.compositor.debug;
