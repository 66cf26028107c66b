/**
 * The policy of a floating desktop: where windows go, which is on top, which has the focus, and
 * what maximizing, moving and resizing mean. It knows a {@link
 * org.breakwater.compositor.desktop.Window}, and neither protocols, surfaces nor the scene.
 *
 * <p>Imports {@code render.geometry} only. All coordinates are logical, of the layout.
 */
package org.breakwater.compositor.desktop;
