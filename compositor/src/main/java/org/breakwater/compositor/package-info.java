/**
 * The compositor: {@link org.breakwater.compositor.Main} is the program, {@link
 * org.breakwater.compositor.Server} wires it together, by {@code new}, and is the only place that knows
 * every layer. Each protocol family has a package below, named as the protocol; {@code glue} joins them to the
 * scene.
 */
package org.breakwater.compositor;
