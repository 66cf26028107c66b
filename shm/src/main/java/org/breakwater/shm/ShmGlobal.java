package org.breakwater.shm;

import java.util.function.LongSupplier;
import org.breakwater.protocol.server.Display;
import org.breakwater.protocol.server.Global;
import org.breakwater.protocol.wire.Fd;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.server.WlShmPoolResource;
import org.breakwater.wayland.server.WlShmResource;

/**
 * {@code wl_shm}, version 2: clients make pools of their files with it, and buffers of the pools.
 * {@link ShmBuffer#of} tells the buffers apart from those of other kinds. Loop's thread.
 */
public final class ShmGlobal implements AutoCloseable {
    private final ShmMapper mapper;
    private final TruncationLog log;
    private final int mostSide;
    private final Global<WlShmResource> global;

    /**
     * Announces {@code wl_shm}; the mapper stays the caller's. {@code mostSide}: how many pixels
     * wide and high a buffer may be, which is GL_MAX_TEXTURE_SIZE.
     */
    public ShmGlobal(Display display, ShmMapper mapper, int mostSide) {
        this.mapper = mapper;
        this.mostSide = mostSide;
        LongSupplier clock = display.loop().clock()::nanos;
        this.log = new TruncationLog(clock);
        this.global = display.createGlobal(WlShmResource.TYPE, 2, this::bind);
    }

    private void bind(WlShmResource shm) {
        shm.handle(new Requests());
        for (ShmFormat format : ShmFormat.values()) {
            shm.sendFormat(format.wire());
        }
    }

    private void createPool(WlShmResource shm, WlShmPoolResource id, Fd fd, int size) {
        if (size <= 0) {
            fd.close();
            throw shm.error(WlShm.Error.INVALID_STRIDE, "invalid pool size %d", size);
        }
        PoolMemory memory;
        try {
            memory = mapper.adopt(fd, size, shm.client().account());
        } catch (UnusableFdException e) {
            throw shm.error(WlShm.Error.INVALID_FD, "the pool's fd cannot be used: %s",
                    e.getMessage());
        }
        id.handle(new ShmPool(memory, mapper.policy().onTruncation(), log, mostSide));
    }

    /** Withdraws the global; pools and buffers stay. */
    @Override
    public void close() {
        global.remove();
    }

    private final class Requests implements WlShmResource.Requests {
        @Override
        public void createPool(WlShmResource shm, WlShmPoolResource id, Fd fd, int size) {
            ShmGlobal.this.createPool(shm, id, fd, size);
        }

        @Override
        public void release(WlShmResource shm) {
        }
    }
}
