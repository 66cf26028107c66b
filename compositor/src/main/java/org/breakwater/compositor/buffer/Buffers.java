package org.breakwater.compositor.buffer;

import java.util.IdentityHashMap;
import java.util.Map;
import org.breakwater.shm.ShmBuffer;
import org.breakwater.wayland.server.WlBufferResource;

/** Finds the {@link ClientBuffer} of a {@code wl_buffer}: one per object, for as long as the object lives. */
public final class Buffers {
    private final Map<WlBufferResource, ClientBuffer> shmBuffers = new IdentityHashMap<>();

    /** Null for a buffer with nothing behind it. */
    public ClientBuffer of(WlBufferResource resource) {
        if (resource.handler() instanceof ClientBuffer buffer) {
            return buffer;
        }
        ShmBuffer shm = ShmBuffer.of(resource);
        if (shm == null) {
            return null;
        }
        ClientBuffer known = shmBuffers.get(resource);
        return known != null ? known : adopt(resource, shm);
    }

    private ClientBuffer adopt(WlBufferResource resource, ShmBuffer shm) {
        ClientBuffer buffer = new ShmClientBuffer(shm);
        shmBuffers.put(resource, buffer);
        shm.destroyed().add(gone -> shmBuffers.remove(resource));
        return buffer;
    }
}
