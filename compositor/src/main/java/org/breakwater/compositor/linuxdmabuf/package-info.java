/**
 * {@code zwp_linux_dmabuf_v1}: buffers in memory that devices share, which the renderer reads where they are.
 *
 * <p>Outputs may show one as it is, without anything being drawn: what is best for that is told to clients in feedback.
 *
 * <p>Imports {@code protocol}, {@code shm} (for a sealed file), {@code render}'s interfaces, {@code backend} (as
 * {@code ClientPicture}), {@code buffer} and {@code surface}.
 */
package org.breakwater.compositor.linuxdmabuf;
