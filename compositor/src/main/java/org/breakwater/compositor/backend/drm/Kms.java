package org.breakwater.compositor.backend.drm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One card, as libdrm's calls: objects are numbers of the kernel's, and whoever makes one removes it. The
 * descriptor belongs to whoever opened it, and outlives this. Loop thread.
 *
 * <p>What happens for every frame ({@link #begin}, {@link #add}, {@link #commit}, {@link #readEvents}) allocates
 * nothing and reports as a number: 0, or the errno negated.
 */
public interface Kms extends AutoCloseable {
    /** How a card is reached whose descriptor somebody has opened. */
    @FunctionalInterface
    interface Opener {
        Kms open(int fd) throws IOException;
    }

    /** Of {@code drmModeAtomicCommit}. */
    int PAGE_FLIP_EVENT = 0x0001;
    int TEST_ONLY = 0x0100;
    int NONBLOCK = 0x0200;
    int ALLOW_MODESET = 0x0400;

    /** DRM_FORMAT_XRGB8888: bytes B, G, R, unused. */
    int XRGB8888 = 0x34325258;
    /** DRM_FORMAT_ARGB8888: bytes B, G, R, A, premultiplied. */
    int ARGB8888 = 0x34325241;
    /** DRM_FORMAT_MOD_INVALID: the driver's own choice of layout. */
    long NO_MODIFIER = 0x00ffffffffffffffL;

    /** What a client can ask to be told of. */
    enum ClientCapability {
        UNIVERSAL_PLANES(2), ATOMIC(3), CURSOR_PLANE_HOTSPOT(6);

        private final int number;

        ClientCapability(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** What a card can do. */
    enum Capability {
        DUMB_BUFFER(1), CURSOR_WIDTH(8), CURSOR_HEIGHT(9), MODIFIERS(0x10);

        private final int number;

        Capability(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** Kinds of objects that have properties; the kernel's numbers for them. */
    enum ObjectType {
        CRTC(0xcccccccc), CONNECTOR(0xc0c0c0c0), PLANE(0xeeeeeeee);

        private final int number;

        ObjectType(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** The order of {@code crtcs} is the order of bits in masks of them. */
    record Resources(List<Integer> crtcs, List<Integer> connectors) {
    }

    /**
     * A place to plug a screen in.
     *
     * @param name as "DP-1"; the card's only one
     * @param possibleCrtcs a mask of those that can drive it
     * @param modes the preferred ones are marked; none where nothing is plugged in
     */
    record Connector(int id, String name, boolean connected, int widthMm, int heightMm,
            int possibleCrtcs, List<KmsMode> modes) {
    }

    /** A layer of a CRTC's picture; {@code formats} are DRM_FORMATs. */
    record Plane(int id, int possibleCrtcs, List<Integer> formats) {
    }

    /** Memory of the card's that the processor can write into. */
    record DumbBuffer(int handle, int stride, long size) {
    }

    /** A picture in memory of up to four planes, for {@link #addFramebuffer}. */
    record Layout(int width, int height, int format, long modifier, int[] handles, int[] strides,
            int[] offsets) {
    }

    /**
     * Reads what a card has, by a descriptor of its own. Each call may wait for as long as a screen takes to answer,
     * and so may any change of mode meanwhile: for one thread that is not the loop's.
     */
    interface Reader extends AutoCloseable {
        Resources resources() throws KmsException;

        /** Asks the screen anew what it is. */
        Connector connector(int id) throws KmsException;

        List<Plane> planes() throws KmsException;

        KmsProperties properties(int object, ObjectType type) throws KmsException;

        @Override
        void close();
    }

    /** Told of what the card reports. */
    @FunctionalInterface
    interface Events {
        /** {@code nanos}: CLOCK_MONOTONIC; {@code sequence}: 32 bits, 0 where the card counts none. */
        void flipped(long token, int crtc, long nanos, int sequence);
    }

    /**
     * The card behind a descriptor, which stays the caller's.
     *
     * @throws IOException when libdrm cannot be loaded; the message names what to install
     */
    static Kms of(int fd) throws IOException {
        try {
            return new NativeKms(fd);
        } catch (LinkageError missing) {
            throw new IOException("libdrm.so.2 cannot be used (Debian: libdrm2): "
                    + missing.getMessage(), missing);
        }
    }

    /** To be watched: readable when there are events. */
    int fd();

    /** The {@code dev_t} of the card; 0 where that is not known. */
    long device();

    /** The driver's name, as "virtio_gpu". */
    String driver();

    /** Says whether the kernel does that. */
    boolean setClientCapability(ClientCapability capability);

    /** 0 where it does not know. */
    long capability(Capability capability);

    /** A way for another thread to see what the card has; whoever asked closes it. */
    Reader reader() throws KmsException;

    /** The content of a property that is a blob. */
    byte[] blob(int id) throws KmsException;

    int createBlob(byte[] content) throws KmsException;

    void destroyBlob(int id);

    /** 32 bits for each pixel. */
    DumbBuffer createDumb(int width, int height) throws KmsException;

    void destroyDumb(int handle);

    /** The memory of a dumb buffer, until {@link #unmap}. */
    ByteBuffer map(DumbBuffer buffer) throws KmsException;

    void unmap(ByteBuffer mapping);

    /** A number for a dmabuf; the descriptor stays the caller's. One file gives one number however often it is asked. */
    int importHandle(int dmabuf) throws KmsException;

    void closeHandle(int handle);

    int addFramebuffer(Layout layout) throws KmsException;

    /** What shows it goes dark. */
    void removeFramebuffer(int id);

    /** Begins the card's one request anew. */
    void begin();

    void add(int object, int property, long value);

    /**
     * Sends the request, which stays as it is; {@code token} comes back with the event. A refused request changes
     * nothing.
     */
    int commit(int flags, long token);

    /** To be called when {@link #fd} is readable: tells of events that wait. A handler may close this. */
    int readEvents(Events events);

    /** Frees what was made here; what the kernel holds for the descriptor stays. */
    @Override
    void close();
}
