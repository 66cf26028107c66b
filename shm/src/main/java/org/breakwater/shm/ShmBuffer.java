package org.breakwater.shm;

import org.breakwater.protocol.loop.Signal;
import org.breakwater.protocol.server.Resource;
import org.breakwater.wayland.WlShm;
import org.breakwater.wayland.server.WlBufferResource;

/**
 * A client's {@code wl_buffer} in shared memory. Coordinates are buffer pixels, the first row on
 * top.
 *
 * <p>Lifetime: whoever reads it while a commit is applied needs to do nothing, and may
 * {@link #release} it right after. Who wants to read it later, when the client may have destroyed
 * it, holds it from before until after with {@link #retain} and {@link #drop}. Loop's thread.
 */
public final class ShmBuffer implements WlBufferResource.Requests {
    private final WlBufferResource resource;
    private final PoolMemory memory;
    private final BufferLayout layout;
    private final Extent extent;
    private final ReadPolicy.OnTruncation onTruncation;
    private final TruncationLog log;
    private final Signal<ShmBuffer> destroyed = new Signal<>();
    private int holds = 1;

    ShmBuffer(WlBufferResource resource, PoolMemory memory, BufferLayout layout,
            ReadPolicy.OnTruncation onTruncation, TruncationLog log) {
        this.resource = resource;
        this.memory = memory;
        this.layout = layout;
        this.extent = layout.extent();
        this.onTruncation = onTruncation;
        this.log = log;
        memory.bufferCreated();
    }

    /** What stands behind a {@code wl_buffer}, or null when that is not shared memory. */
    public static ShmBuffer of(WlBufferResource resource) {
        return resource.handler() instanceof ShmBuffer buffer ? buffer : null;
    }

    public WlBufferResource resource() {
        return resource;
    }

    /** In pixels; at least 1. */
    public int width() {
        return layout.width();
    }

    /** In pixels; at least 1. */
    public int height() {
        return layout.height();
    }

    /** Bytes from one row to the next in the client's file. */
    public int stride() {
        return layout.stride();
    }

    public ShmFormat format() {
        return layout.format();
    }

    /** Whether the format has no alpha channel. */
    public boolean isOpaque() {
        return layout.format().opaque();
    }

    /** How the pool is read at present. */
    public MappingKind kind() {
        return memory.kind();
    }

    /** Whether the client still has the object. */
    public boolean isAlive() {
        return resource.isAlive();
    }

    /** Emitted once, when the client's object goes. It can still be read then. */
    public Signal<ShmBuffer> destroyed() {
        return destroyed;
    }

    /** Tells the client that it may draw into it again; does nothing when the object is gone. */
    public void release() {
        resource.client().beginPatient();
        try {
            resource.sendRelease();
        } finally {
            resource.client().endPatient();
        }
    }

    /** Keeps the pixels readable beyond the object's end, until {@link #drop}. */
    public void retain() {
        requireHeld();
        holds++;
        memory.hold();
    }

    /** Ends one {@link #retain}. */
    public void drop() {
        requireHeld();
        if (holds == 1 && isAlive()) {
            throw new IllegalStateException("drop without retain");
        }
        holds--;
        memory.drop();
    }

    /**
     * Reads a rectangle, which must lie in the buffer. What the client's file does not have is
     * zero; with {@link ReadPolicy.OnTruncation#DISCONNECT} the client then also gets
     * {@code wl_shm.invalid_fd} on this object.
     *
     * @return how many bytes were missing
     */
    public long readRows(int x, int y, int width, int height, PixelSink sink) {
        requireHeld();
        if (x < 0 || y < 0 || width < 0 || height < 0 || (long) x + width > layout.width()
                || (long) y + height > layout.height()) {
            throw new IndexOutOfBoundsException(width + "x" + height + " at " + x + "," + y
                    + " of a buffer of " + layout.width() + "x" + layout.height());
        }
        int pixel = layout.format().bytesPerPixel();
        long offset = layout.offset() + (long) y * layout.stride() + (long) x * pixel;
        long missing = memory.read(extent, offset, layout.stride(), width * pixel, height, sink);
        if (missing > 0) {
            truncated(missing);
        }
        return missing;
    }

    private void truncated(long missing) {
        log.truncated(resource, memory, missing);
        if (onTruncation == ReadPolicy.OnTruncation.DISCONNECT) {
            if (resource.isAlive()) {
                resource.postError(WlShm.Error.INVALID_FD,
                        "the file ends before the buffer does: %d bytes are missing", missing);
            } else {
                resource.client().postImplementationError(
                        "the file of a destroyed buffer ends before the buffer does");
            }
        }
    }

    private void requireHeld() {
        if (holds == 0) {
            throw new IllegalStateException("the buffer is gone");
        }
    }

    @Override
    public void destroy(WlBufferResource buffer) {
    }

    @Override
    public void destroyed(Resource buffer) {
        try {
            destroyed.emit(this);
        } finally {
            holds--;
            memory.bufferDestroyed();
        }
    }
}
