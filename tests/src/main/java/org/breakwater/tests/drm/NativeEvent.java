package org.breakwater.tests.drm;

import com.kenai.jffi.MemoryIO;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;

/** A descriptor that is readable when it was told to be: an eventfd. */
public final class NativeEvent implements AutoCloseable {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();
    private static final NativeLibrary C = NativeLibrary.c();
    private static final NativeFunction EVENTFD = C.function("eventfd");
    private static final NativeFunction READ = C.function("read");
    private static final NativeFunction WRITE = C.function("write");
    private static final NativeFunction CLOSE = C.function("close");
    private static final int NONBLOCK_CLOEXEC = 0x80800;

    private final int fd;

    public NativeEvent() {
        fd = (int) EVENTFD.call(0, NONBLOCK_CLOEXEC);
        if (fd < 0) {
            throw new IllegalStateException("eventfd: " + NativeLibrary.errno());
        }
    }

    public int fd() {
        return fd;
    }

    public void raise() {
        long one = MEMORY.allocateMemory(Long.BYTES, false);
        MEMORY.putLong(one, 1);
        WRITE.call(fd, one, Long.BYTES);
        MEMORY.freeMemory(one);
    }

    public void clear() {
        long count = MEMORY.allocateMemory(Long.BYTES, false);
        READ.call(fd, count, Long.BYTES);
        MEMORY.freeMemory(count);
    }

    @Override
    public void close() {
        CLOSE.call(fd);
    }
}
