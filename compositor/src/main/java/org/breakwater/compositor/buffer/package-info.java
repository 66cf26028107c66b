/**
 * What a client attaches to a surface: {@code wl_buffer} objects, whatever made them.
 *
 * <p>Imports {@code protocol}, {@code shm} and {@code render}'s interfaces; no surfaces.
 */
package org.breakwater.compositor.buffer;
