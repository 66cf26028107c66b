/**
 * {@code zwp_linux_dmabuf_v1}: buffers in memory that devices share, which the renderer reads where they are.
 *
 * <p>Imports {@code protocol}, {@code shm} (for a sealed file), {@code render}'s interfaces, {@code buffer}
 * and {@code surface}.
 */
package org.breakwater.compositor.linuxdmabuf;
