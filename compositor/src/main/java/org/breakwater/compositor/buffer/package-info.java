/**
 * What a client attaches to a surface: {@code wl_buffer} objects, whatever made them.
 *
 * <p>Imports {@code protocol}, {@code shm} and {@code render}'s interfaces, and what an output
 * shows of a client's from {@code backend}; no surfaces.
 */
package org.breakwater.compositor.buffer;
