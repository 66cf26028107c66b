/**
 * Where the sides meet: surfaces become scene nodes, scene outputs get their frames from a backend, hits
 * in the scene become input on surfaces.
 *
 * <p>May import every package of the compositor; nothing but {@code Server} imports this one.
 */
package org.breakwater.compositor.glue;
