package org.breakwater.compositor.backend.drm;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final NativeFunction GET_RESOURCES = DRM.function("drmModeGetResources");
    private static final NativeFunction FREE_RESOURCES = DRM.function("drmModeFreeResources");
    private static final NativeFunction GET_CONNECTOR = DRM.function("drmModeGetConnector");
    private static final NativeFunction FREE_CONNECTOR = DRM.function("drmModeFreeConnector");
    private static final NativeFunction GET_ENCODER = DRM.function("drmModeGetEncoder");
    private static final NativeFunction FREE_ENCODER = DRM.function("drmModeFreeEncoder");
    private static final NativeFunction GET_PLANES = DRM.function("drmModeGetPlaneResources");
    private static final NativeFunction FREE_PLANES = DRM.function("drmModeFreePlaneResources");
    private static final NativeFunction GET_PLANE = DRM.function("drmModeGetPlane");
    private static final NativeFunction FREE_PLANE = DRM.function("drmModeFreePlane");
    private static final NativeFunction GET_PROPERTIES = DRM.function("drmModeObjectGetProperties");
    private static final NativeFunction FREE_PROPERTIES =
            DRM.function("drmModeFreeObjectProperties");
    private static final NativeFunction GET_PROPERTY = DRM.function("drmModeGetProperty");
    private static final NativeFunction FREE_PROPERTY = DRM.function("drmModeFreeProperty");
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
    private static final int CONNECTED = 1;
    private static final int FLIP_COMPLETE = 2;
    private static final int EVENT_HEADER = 8;
    private static final int FLIP_EVENT = 32;
    private static final int SCRATCH = 256;
    private static final int EVENTS = 4096;
    private static final String[] CONNECTOR_TYPES = {"Unknown", "VGA", "DVI-I", "DVI-D", "DVI-A",
        "Composite", "SVIDEO", "LVDS", "Component", "DIN", "DP", "HDMI-A", "HDMI-B", "TV", "eDP",
        "Virtual", "DSI", "DPI", "Writeback", "SPI", "USB"};

    /** What a property is called; the same for every object that has it. */
    private record Meaning(String name, Map<String, Long> choices) {
    }

    private final int fd;
    private final Map<Integer, Meaning> meanings = new HashMap<>();
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
    public Resources resources() throws KmsException {
        long resources = found("reading what the card has", GET_RESOURCES.call(fd));
        Resources read = new Resources(
                numbers(MEMORY.getAddress(resources + 24), MEMORY.getInt(resources + 16)),
                numbers(MEMORY.getAddress(resources + 40), MEMORY.getInt(resources + 32)));
        FREE_RESOURCES.call(resources);
        return read;
    }

    @Override
    public Connector connector(int id) throws KmsException {
        long connector = found("asking connector " + id, GET_CONNECTOR.call(fd, id));
        try {
            int type = MEMORY.getInt(connector + 8);
            String name = (type >= 0 && type < CONNECTOR_TYPES.length
                    ? CONNECTOR_TYPES[type]
                    : CONNECTOR_TYPES[0]) + "-" + MEMORY.getInt(connector + 12);
            List<KmsMode> modes = new ArrayList<>();
            long mode = MEMORY.getAddress(connector + 40);
            for (int i = 0; i < MEMORY.getInt(connector + 32); i++) {
                modes.add(new KmsMode(bytes(mode + (long) i * KmsMode.BYTES, KmsMode.BYTES)));
            }
            int possible = 0;
            for (int encoder : numbers(MEMORY.getAddress(connector + 80),
                    MEMORY.getInt(connector + 72))) {
                possible |= possibleCrtcs(encoder);
            }
            return new Connector(id, name, MEMORY.getInt(connector + 16) == CONNECTED,
                    MEMORY.getInt(connector + 20), MEMORY.getInt(connector + 24), possible,
                    List.copyOf(modes));
        } finally {
            FREE_CONNECTOR.call(connector);
        }
    }

    @Override
    public List<Plane> planes() throws KmsException {
        long resources = found("reading what planes there are", GET_PLANES.call(fd));
        List<Integer> ids = numbers(MEMORY.getAddress(resources + 8), MEMORY.getInt(resources));
        FREE_PLANES.call(resources);
        List<Plane> planes = new ArrayList<>();
        for (int id : ids) {
            long plane = found("reading plane " + id, GET_PLANE.call(fd, id));
            planes.add(new Plane(id, MEMORY.getInt(plane + 44),
                    numbers(MEMORY.getAddress(plane + 8), MEMORY.getInt(plane))));
            FREE_PLANE.call(plane);
        }
        return planes;
    }

    @Override
    public KmsProperties properties(int object, ObjectType type) throws KmsException {
        long list = found("reading the properties of " + object,
                GET_PROPERTIES.call(fd, object, Integer.toUnsignedLong(type.number())));
        try {
            Map<String, KmsProperties.Property> properties = new HashMap<>();
            long ids = MEMORY.getAddress(list + 8);
            long values = MEMORY.getAddress(list + 16);
            for (int i = 0; i < MEMORY.getInt(list); i++) {
                int id = MEMORY.getInt(ids + 4L * i);
                Meaning meaning = meaning(id);
                properties.put(meaning.name(), new KmsProperties.Property(id,
                        MEMORY.getLong(values + 8L * i), meaning.choices()));
            }
            return new KmsProperties(properties);
        } finally {
            FREE_PROPERTIES.call(list);
        }
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

    private int possibleCrtcs(int encoder) {
        long found = GET_ENCODER.call(fd, encoder);
        if (found == 0) {
            return 0;
        }
        int possible = MEMORY.getInt(found + 12);
        FREE_ENCODER.call(found);
        return possible;
    }

    private Meaning meaning(int id) throws KmsException {
        Meaning known = meanings.get(id);
        if (known == null) {
            long property = found("reading property " + id, GET_PROPERTY.call(fd, id));
            Map<String, Long> choices = new HashMap<>();
            long each = MEMORY.getAddress(property + 64);
            for (int i = 0; i < MEMORY.getInt(property + 56); i++) {
                choices.put(NativeText.at(each + 40L * i + 8), MEMORY.getLong(each + 40L * i));
            }
            known = new Meaning(NativeText.at(property + 8), Map.copyOf(choices));
            FREE_PROPERTY.call(property);
            meanings.put(id, known);
        }
        return known;
    }

    private void ioctl(String what, int number) throws KmsException {
        if ((int) IOCTL.call(fd, Integer.toUnsignedLong(number), memory) != 0) {
            throw new KmsException(what, NativeLibrary.errno());
        }
    }

    private static long found(String what, long address) throws KmsException {
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

    private static List<Integer> numbers(long address, int count) {
        List<Integer> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(MEMORY.getInt(address + 4L * i));
        }
        return List.copyOf(numbers);
    }

    private static byte[] bytes(long address, int count) {
        byte[] bytes = new byte[count];
        if (count > 0) {
            MEMORY.getByteArray(address, bytes, 0, count);
        }
        return bytes;
    }
}
