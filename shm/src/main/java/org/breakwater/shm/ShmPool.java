package org.breakwater.shm;

import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.server.WlBufferResource;
import org.breakwater.wayland.server.WlShmPoolResource;

/** A client's {@code wl_shm_pool}. Its errors are those of {@code wl_shm}. */
final class ShmPool implements WlShmPoolResource.Requests {
    private final PoolMemory memory;
    private final ReadPolicy.OnTruncation onTruncation;
    private final TruncationLog log;
    private final int mostSide;

    /** Takes over the caller's hold of the memory. */
    ShmPool(PoolMemory memory, ReadPolicy.OnTruncation onTruncation, TruncationLog log,
            int mostSide) {
        this.mostSide = mostSide;
        this.memory = memory;
        this.onTruncation = onTruncation;
        this.log = log;
    }

    @Override
    public void createBuffer(WlShmPoolResource pool, WlBufferResource id, int offset, int width,
            int height, int stride, int format) {
        ShmFormat known = ShmFormat.of(format);
        if (known == null) {
            throw pool.error(WlShm.Error.INVALID_FORMAT, "unknown format 0x%x", format);
        }
        BufferLayout layout = new BufferLayout(offset, width, height, stride, known);
        String wrong = layout.check(memory.size());
        if (wrong != null) {
            throw pool.error(WlShm.Error.INVALID_STRIDE, "invalid buffer: %s", wrong);
        }
        if (width > mostSide || height > mostSide) {
            throw pool.error(WlShm.Error.INVALID_STRIDE,
                    "invalid buffer: %dx%d pixels, past GL_MAX_TEXTURE_SIZE, which is %d", width,
                    height, mostSide);
        }
        id.handle(new ShmBuffer(id, memory, layout, onTruncation, log));
    }

    @Override
    public void resize(WlShmPoolResource pool, int size) {
        if (size < memory.size()) {
            throw pool.error(WlShm.Error.INVALID_FD, "a pool of %d bytes cannot shrink to %d",
                    memory.size(), size);
        }
        memory.resize(size);
    }

    @Override
    public void destroy(WlShmPoolResource pool) {
    }

    /** The memory stays as long as it has buffers. */
    @Override
    public void destroyed(Resource pool) {
        memory.freeze();
        memory.drop();
    }
}
