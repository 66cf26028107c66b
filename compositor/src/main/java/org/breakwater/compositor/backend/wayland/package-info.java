/**
 * Outputs that are windows of another compositor, the parent, and input that comes from its seat. It
 * speaks the client's side of the protocol ({@code protocol.client}), {@code render} and {@code shm}'s
 * memory files; it knows no server-side protocol.
 */
package org.breakwater.compositor.backend.wayland;
