/**
 * {@code wl_compositor}, {@code wl_surface}, {@code wl_region}, {@code wl_subcompositor}: surfaces, their
 * double-buffered state, and their trees. Nothing here knows shells, windows or the scene.
 *
 * <p>The way of a commit:
 * <pre>
 * requests -> pending --commit--> finish (sizes, errors) -> role.validate
 *                                    |                         |
 *                     held or gated? |yes                      | no
 *                                    v                         v
 *                              queue of cached states --> moveTo(current) -> role.committed -> committed()
 *                                 (held: a synchronized subsurface's, until its parent's state is applied;
 *                                  gated: until the gates that an extension gave it are open)
 * </pre>
 *
 * <p>Imports {@code protocol}, {@code render.geometry} and {@code buffer}.
 */
package org.breakwater.compositor.surface;
