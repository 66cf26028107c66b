package org.breakwater.compositor.buffer;

import org.breakwater.wayland.server.WlBufferResource;

/** Finds the {@link ClientBuffer} of a {@code wl_buffer}: one per object, for as long as the object lives. */
public final class Buffers {
    /** Null for a buffer with nothing behind it. */
    public ClientBuffer of(WlBufferResource resource) {
        return resource.handler() instanceof ClientBuffer buffer ? buffer : null;
    }
}
