/**
 * Outputs that are windows of another compositor, the parent, and input that comes from its seat. It
 * speaks the client's side of the protocol ({@code protocol.client}), {@code render} and {@code shm}'s
 * memory files, and {@code backend.gbm}; it knows no server-side protocol.
 *
 * <p>Frames begin as copies in shared memory. Where the parent and our renderer are of one device and
 * have a layout in common, a window that has had its size for a frame gets buffers in the device's
 * memory instead, once the parent has taken them: {@link org.breakwater.compositor.backend.wayland.Sharing}.
 *
 * <p>The parent is trusted with what its user sees, and with nothing else: what it says is bounded and
 * checked, nobody waits for it once the session has begun, and nothing is heaped up while it does not
 * listen. What cannot be understood is the end of the session, as its own end is.
 */
package org.breakwater.compositor.backend.wayland;
