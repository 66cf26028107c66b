/**
 * {@code xdg_wm_base} and {@code zxdg_decoration_manager_v1}: windows and popups as clients ask for
 * them. Where they end up is decided by others: this package sends what it is told, checks what
 * comes back, and says so by signals.
 *
 * <p>The way of a configure:
 * <pre>
 * scheduled --idle--> sent (by serial) --ack--> pending of the surface --commit--> current
 *     ^
 * requested (what the client asked for; somebody answers by changing what is scheduled)
 * </pre>
 *
 * <p>Imports {@code protocol}, {@code render.geometry} and {@code surface}; neither the seat nor
 * the scene.
 */
package org.breakwater.compositor.xdg;
