package org.breakwater.compositor.backend.drm;

import com.kenai.jffi.MemoryIO;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;

/**
 * libdrm. Offsets are those of {@code xf86drmMode.h} and {@code drm.h} on 64-bit machines. Dumb buffers are made by
 * their ioctls, for which libdrm has functions only since 2.4.114.
 */
final class NativeKms implements Kms {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();
    private static final NativeLibrary DRM = NativeLibrary.load("libdrm.so.2");
    private static final NativeFunction IOCTL = DRM.function("drmIoctl");
    private static final NativeFunction GET_VERSION = DRM.function("drmGetVersion");
    private static final NativeFunction FREE_VERSION = DRM.function("drmFreeVersion");
    private static final NativeFunction GET_CAP = DRM.function("drmGetCap");
    private static final NativeFunction SET_CLIENT_CAP = DRM.function("drmSetClientCap");
    private static final NativeFunction GET_BLOB = DRM.function("drmModeGetPropertyBlob");
    private static final NativeFunction FREE_BLOB = DRM.function("drmModeFreePropertyBlob");
    private static final NativeFunction CREATE_BLOB = DRM.function("drmModeCreatePropertyBlob");
    private static final NativeFunction DESTROY_BLOB = DRM.function("drmModeDestroyPropertyBlob");
    private static final NativeFunction FD_TO_HANDLE = DRM.function("drmPrimeFDToHandle");
    private static final NativeFunction ADD_FB = DRM.function("drmModeAddFB2");
    private static final NativeFunction ADD_FB_WITH_MODIFIERS =
            DRM.function("drmModeAddFB2WithModifiers");
    private static final NativeFunction REMOVE_FB = DRM.function("drmModeRmFB");
    private static final NativeFunction ATOMIC_ALLOC = DRM.function("drmModeAtomicAlloc");
    private static final NativeFunction ATOMIC_FREE = DRM.function("drmModeAtomicFree");
    private static final NativeFunction ATOMIC_SET_CURSOR =
            DRM.function("drmModeAtomicSetCursor");
    private static final NativeFunction ATOMIC_ADD = DRM.function("drmModeAtomicAddProperty");
    private static final NativeFunction ATOMIC_COMMIT = DRM.function("drmModeAtomicCommit");
    private static final NativeLibrary C = NativeLibrary.c();
    private static final NativeFunction READ = C.function("read");
    private static final NativeFunction MMAP = C.function("mmap");
    private static final NativeFunction MUNMAP = C.function("munmap");

    private static final int CREATE_DUMB = 0xc02064b2;
    private static final int MAP_DUMB = 0xc01064b3;
    private static final int DESTROY_DUMB = 0xc00464b4;
    private static final int GEM_CLOSE = 0x40086409;
    private static final int WITH_MODIFIERS = 1 << 1;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;
    private static final int FLIP_COMPLETE = 2;
    private static final int EVENT_HEADER = 8;
    private static final int FLIP_EVENT = 32;
    private static final int SCRATCH = 256;
    private static final int EVENTS = 4096;

    private final int fd;
    private long memory;
    private long request;
    private boolean full;

    /** The descriptor stays the caller's. */
    NativeKms(int fd) {
        this.fd = fd;
        this.memory = MEMORY.allocateMemory(SCRATCH + EVENTS, true);
        this.request = ATOMIC_ALLOC.call();
        if (memory == 0 || request == 0) {
            close();
            throw new OutOfMemoryError("no native memory for a card");
        }
    }

    @Override
    public int fd() {
        return fd;
    }

    @Override
    public long device() {
        try {
            return ((Number) Files.getAttribute(Path.of("/proc/self/fd", Integer.toString(fd)), "unix:rdev"))
                    .longValue();
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public String driver() {
        long version = GET_VERSION.call(fd);
        if (version == 0) {
            return "unknown";
        }
        long name = MEMORY.getAddress(version + 16);
        String driver = name == 0 ? "unknown" : NativeText.at(name);
        FREE_VERSION.call(version);
        return driver;
    }

    @Override
    public boolean setClientCapability(ClientCapability capability) {
        return (int) SET_CLIENT_CAP.call(fd, capability.number(), 1) == 0;
    }

    @Override
    public long capability(Capability capability) {
        return (int) GET_CAP.call(fd, capability.number(), memory) == 0
                ? MEMORY.getLong(memory)
                : 0;
    }

    @Override
    public Reader reader() throws KmsException {
        return new NativeKmsReader(fd);
    }

    @Override
    public byte[] blob(int id) throws KmsException {
        long blob = found("reading blob " + id, GET_BLOB.call(fd, id));
        byte[] content = bytes(MEMORY.getAddress(blob + 8), MEMORY.getInt(blob + 4));
        FREE_BLOB.call(blob);
        return content;
    }

    @Override
    public int createBlob(byte[] content) throws KmsException {
        long copy = MEMORY.allocateMemory(Math.max(1, content.length), false);
        if (copy == 0) {
            throw new KmsException("making a blob", Errno.ENOMEM);
        }
        MEMORY.putByteArray(copy, content, 0, content.length);
        int result = (int) CREATE_BLOB.call(fd, copy, content.length, memory);
        MEMORY.freeMemory(copy);
        check("making a blob", result);
        return MEMORY.getInt(memory);
    }

    @Override
    public void destroyBlob(int id) {
        DESTROY_BLOB.call(fd, id);
    }

    @Override
    public DumbBuffer createDumb(int width, int height) throws KmsException {
        MEMORY.setMemory(memory, 32, (byte) 0);
        MEMORY.putInt(memory, height);
        MEMORY.putInt(memory + 4, width);
        MEMORY.putInt(memory + 8, 32);
        ioctl("making a buffer of " + width + "x" + height, CREATE_DUMB);
        return new DumbBuffer(MEMORY.getInt(memory + 16), MEMORY.getInt(memory + 20),
                MEMORY.getLong(memory + 24));
    }

    @Override
    public void destroyDumb(int handle) {
        MEMORY.putInt(memory, handle);
        IOCTL.call(fd, Integer.toUnsignedLong(DESTROY_DUMB), memory);
    }

    @Override
    public ByteBuffer map(DumbBuffer buffer) throws KmsException {
        MEMORY.setMemory(memory, 16, (byte) 0);
        MEMORY.putInt(memory, buffer.handle());
        ioctl("mapping a buffer", MAP_DUMB);
        long address = MMAP.call(0, buffer.size(), PROT_READ_WRITE, MAP_SHARED, fd,
                MEMORY.getLong(memory + 8));
        if (address == -1) {
            throw new KmsException("mapping a buffer", NativeLibrary.errno());
        }
        return MEMORY.newDirectByteBuffer(address, (int) buffer.size())
                .order(ByteOrder.nativeOrder());
    }

    @Override
    public void unmap(ByteBuffer mapping) {
        MUNMAP.call(MEMORY.getDirectBufferAddress(mapping), mapping.capacity());
    }

    @Override
    public int importHandle(int dmabuf) throws KmsException {
        check("taking in a dmabuf", (int) FD_TO_HANDLE.call(fd, dmabuf, memory));
        return MEMORY.getInt(memory);
    }

    @Override
    public void closeHandle(int handle) {
        MEMORY.putInt(memory, handle);
        MEMORY.putInt(memory + 4, 0);
        IOCTL.call(fd, GEM_CLOSE, memory);
    }

    @Override
    public int addFramebuffer(Layout layout) throws KmsException {
        long strides = memory + 16;
        long offsets = memory + 32;
        long modifiers = memory + 48;
        long id = memory + 80;
        MEMORY.setMemory(memory, SCRATCH, (byte) 0);
        for (int i = 0; i < layout.handles().length; i++) {
            MEMORY.putInt(memory + 4L * i, layout.handles()[i]);
            MEMORY.putInt(strides + 4L * i, layout.strides()[i]);
            MEMORY.putInt(offsets + 4L * i, layout.offsets()[i]);
            MEMORY.putLong(modifiers + 8L * i, layout.modifier());
        }
        long format = Integer.toUnsignedLong(layout.format());
        int result = layout.modifier() == NO_MODIFIER
                ? (int) ADD_FB.callWithMany(fd, layout.width(), layout.height(), format, memory,
                        strides, offsets, id, 0)
                : (int) ADD_FB_WITH_MODIFIERS.callWithMany(fd, layout.width(), layout.height(),
                        format, memory, strides, offsets, modifiers, id, WITH_MODIFIERS);
        check("making a framebuffer", result);
        return MEMORY.getInt(id);
    }

    @Override
    public void removeFramebuffer(int id) {
        REMOVE_FB.call(fd, id);
    }

    @Override
    public void begin() {
        ATOMIC_SET_CURSOR.call(request, 0);
        full = false;
    }

    @Override
    public void add(int object, int property, long value) {
        full |= (int) ATOMIC_ADD.call(request, object, property, value) < 0;
    }

    @Override
    public int commit(int flags, long token) {
        return full ? -Errno.ENOMEM : (int) ATOMIC_COMMIT.call(fd, request, flags, token);
    }

    @Override
    public int readEvents(Events events) {
        long buffer = memory + SCRATCH;
        long count = READ.call(fd, buffer, EVENTS);
        if (count <= 0) {
            int errno = count == 0 ? Errno.EAGAIN : NativeLibrary.errno();
            return errno == Errno.EAGAIN || errno == Errno.EINTR ? 0 : -errno;
        }
        long end = buffer + count;
        for (long at = buffer; memory != 0 && at + EVENT_HEADER <= end; ) {
            int length = MEMORY.getInt(at + 4);
            if (length < EVENT_HEADER || at + length > end) {
                return -Errno.EIO;
            }
            if (MEMORY.getInt(at) == FLIP_COMPLETE && length >= FLIP_EVENT) {
                long nanos = Integer.toUnsignedLong(MEMORY.getInt(at + 16)) * 1_000_000_000L
                        + Integer.toUnsignedLong(MEMORY.getInt(at + 20)) * 1_000L;
                events.flipped(MEMORY.getLong(at + 8), MEMORY.getInt(at + 28), nanos,
                        MEMORY.getInt(at + 24));
            }
            at += length;
        }
        return 0;
    }

    @Override
    public void close() {
        if (request != 0) {
            ATOMIC_FREE.call(request);
            request = 0;
        }
        if (memory != 0) {
            MEMORY.freeMemory(memory);
            memory = 0;
        }
    }

    private void ioctl(String what, int number) throws KmsException {
        if ((int) IOCTL.call(fd, Integer.toUnsignedLong(number), memory) != 0) {
            throw new KmsException(what, NativeLibrary.errno());
        }
    }

    static long found(String what, long address) throws KmsException {
        if (address == 0) {
            throw new KmsException(what, NativeLibrary.errno());
        }
        return address;
    }

    /** libdrm gives the errno negated. */
    private static void check(String what, int result) throws KmsException {
        if (result != 0) {
            throw new KmsException(what, result == -1 ? NativeLibrary.errno() : -result);
        }
    }

    static byte[] bytes(long address, int count) {
        byte[] bytes = new byte[count];
        if (count > 0) {
            MEMORY.getByteArray(address, bytes, 0, count);
        }
        return bytes;
    }
}
