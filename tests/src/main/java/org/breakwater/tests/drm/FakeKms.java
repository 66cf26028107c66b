package org.breakwater.tests.drm;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.compositor.backend.drm.Kms;
import org.breakwater.compositor.backend.drm.KmsException;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.compositor.backend.drm.KmsProperties;

/**
 * A card that does not exist. It keeps the kernel's rules ({@link FakeModeset} has those of a commit), counts what is
 * made on it, and fails where a test asks for it. Flips happen at once and without a count, as a virtual card's do,
 * or when {@link #flip} is called.
 */
public final class FakeKms implements Kms {
    /** The card, as a {@code dev_t}. */
    public static final long DEVICE = 226 << 8;

    private static final int FIRST_BLOB = 1000;
    private static final int FIRST_FRAMEBUFFER = 2000;

    private record Flip(long token, int crtc, long nanos, int sequence) {
    }

    private final LongSupplier clock;
    private final NativeEvent readable = new NativeEvent();
    private final FakeModeset modeset = new FakeModeset(this);
    private final Map<Integer, Connector> connectors = new LinkedHashMap<>();
    private final List<Integer> crtcs = new ArrayList<>();
    private final List<Plane> planes = new ArrayList<>();
    private final Map<Integer, byte[]> blobs = new TreeMap<>();
    private final Map<Integer, ByteBuffer> dumbs = new TreeMap<>();
    private final Map<Integer, Integer> imported = new TreeMap<>();
    private final FakeFramebuffers framebuffers = new FakeFramebuffers();
    private final List<ByteBuffer> mappings = new ArrayList<>();
    private final Map<Integer, Long> pending = new TreeMap<>();
    private final Deque<Flip> events = new ArrayDeque<>();
    private final Deque<Integer> refusals = new ArrayDeque<>();
    private final Map<Long, Long> request = new LinkedHashMap<>();
    private boolean flipsAtOnce = true;
    private boolean master = true;
    private boolean gone;
    private boolean open;
    private int dumbFailures;
    private final Deque<Integer> testRefusals = new ArrayDeque<>();
    private boolean takesPictures = true;
    private int tests;
    private int nextId = 1;
    private long commits;
    private volatile int readers;
    private volatile boolean probed;
    private volatile Runnable duringProbe = () -> { };
    private final List<String> stalls = new ArrayList<>();

    /** {@code clock}: nanoseconds of the loop. */
    public FakeKms(LongSupplier clock) {
        this.clock = clock;
    }

    /** Adds a CRTC with a primary and a cursor plane of its own. */
    public FakeKms crtc() {
        int bit = crtcs.size();
        int crtc = bareCrtc();
        plane("Primary", 1 << bit);
        plane("Cursor", 1 << bit);
        return this;
    }

    /** Adds a CRTC and no plane; returns its number. */
    public int bareCrtc() {
        int crtc = nextId++;
        crtcs.add(crtc);
        modeset.add(crtc, Map.of("MODE_ID", 0L, "ACTIVE", 0L, "VRR_ENABLED", 0L));
        return crtc;
    }

    /** Adds a plane of a kind for the CRTCs in a mask. */
    public int plane(String type, int possibleCrtcs) {
        int plane = nextId++;
        planes.add(new Plane(plane, possibleCrtcs, List.of(XRGB8888, ARGB8888)));
        Map<String, Long> values = new HashMap<>();
        for (String name : List.of("FB_ID", "CRTC_ID", "SRC_X", "SRC_Y", "SRC_W", "SRC_H", "CRTC_X",
                "CRTC_Y", "CRTC_W", "CRTC_H")) {
            values.put(name, 0L);
        }
        values.put("type", FakeModeset.PLANE_TYPES.get(type));
        modeset.add(plane, values);
        return plane;
    }

    /** Adds a connector that every CRTC can drive; connected when there are modes. */
    public int connector(String name, KmsMode... modes) {
        int id = nextId++;
        connectors.put(id, new Connector(id, name, modes.length > 0, 300, 200, -1, List.of(modes)));
        modeset.add(id, Map.of("CRTC_ID", 0L, "vrr_capable", 0L, "non-desktop", 0L, "link-status", 0L));
        return id;
    }

    /** Plugs something into a connector, or nothing where there are no modes. */
    public void plug(int connector, KmsMode... modes) {
        Connector old = connectors.get(connector);
        connectors.put(connector, new Connector(connector, old.name(), modes.length > 0, 300, 200,
                old.possibleCrtcs(), List.of(modes)));
    }

    /** The connector itself is no more, as a dock's; what it was joined to stays so, as in the kernel. */
    public void removeConnector(int connector) {
        connectors.remove(connector);
    }

    /** As if somebody else had set it, or the screen said so. */
    public void set(int object, String property, long value) {
        modeset.set(object, property, value);
    }

    public long value(int object, String property) {
        return modeset.value(object, property);
    }

    /** The next commits that are no tests fail so, one after the other. */
    public void refuseCommits(int errno, int times) {
        for (int i = 0; i < times; i++) {
            refusals.add(errno);
        }
    }

    /** The next tests of a commit fail so, one after the other. */
    public void refuseTests(int errno, int times) {
        for (int i = 0; i < times; i++) {
            testRefusals.add(errno);
        }
    }

    /** Whether framebuffers can be made of what others have drawn. */
    public void setTakesPictures(boolean takes) {
        takesPictures = takes;
    }

    /** Tests of a commit, whatever came of them. */
    public int tests() {
        return tests;
    }

    /** Framebuffers of what others have drawn. */
    public int pictures() {
        return framebuffers.pictures();
    }

    /** Whether a connector's screen shows what others have drawn. */
    public boolean showsPicture(int connector) {
        int shown = framebufferOn((int) modeset.value(connector, "CRTC_ID"));
        return shown != 0 && framebuffers.isPicture(shown);
    }

    /** The next so many buffers cannot be made. */
    public void refuseBuffers(int times) {
        dumbFailures = times;
    }

    public void setMaster(boolean isMaster) {
        master = isMaster;
    }

    /** The card has been pulled out. */
    public void vanish() {
        gone = true;
        readable.raise();
    }

    /** The card is back, as a new one. */
    public void comeBack() {
        gone = false;
    }

    public void setFlipsAtOnce(boolean atOnce) {
        flipsAtOnce = atOnce;
    }

    public boolean flipsAtOnce() {
        return flipsAtOnce;
    }

    /** Somebody looks at the screens, and has the kernel's lock for that. */
    void setProbed(boolean now) {
        probed = now;
    }

    /** Run each time that a connector is asked what is plugged in, on whatever thread asks. */
    public void duringProbe(Runnable action) {
        duringProbe = action;
    }

    /** What would have made its caller wait: for a screen that is being asked, or for the card. */
    public List<String> stalls() {
        return stalls;
    }

    /** No faults any more. */
    public void beWell() {
        refusals.clear();
        dumbFailures = 0;
        master = true;
        flipsAtOnce = true;
        flip(0);
    }

    /** Completes every flip that is pending; {@code sequence} 0: the card does not count. */
    public void flip(int sequence) {
        pending.forEach((crtc, token) -> events.add(
                new Flip(token, crtc, clock.getAsLong(), sequence)));
        pending.clear();
        readable.raise();
    }

    /** What is pending was done, and of that no event comes. */
    public void loseFlips() {
        pending.clear();
    }

    /** An event with a token that nobody waits for. */
    public void flipUnasked(long token) {
        events.add(new Flip(token, crtcs.get(0), clock.getAsLong(), 1));
        readable.raise();
    }

    /** Flips that nobody has completed. */
    public int pendingFlips() {
        return pending.size();
    }

    /** Commits that went through, tests left out. */
    public long commits() {
        return commits;
    }

    /** Whether something opened it and has not closed it. */
    public boolean isOpen() {
        return open;
    }

    /** All that was made and not freed, for a comparison with "". */
    public String leftovers() {
        StringBuilder left = new StringBuilder();
        tell(left, "blobs", blobs.size());
        tell(left, "buffers", dumbs.size());
        tell(left, "imported handles", imported.size());
        tell(left, "framebuffers", framebuffers.size());
        tell(left, "mappings", mappings.size());
        tell(left, "readers", readers);
        tell(left, "open", open ? 1 : 0);
        return left.toString();
    }

    /** The colour, 0xRRGGBB, that a connector's screen shows at a place; -1: it is dark. */
    public int pixel(int connector, int x, int y) {
        int crtc = (int) modeset.value(connector, "CRTC_ID");
        if (crtc == 0 || modeset.value(crtc, "ACTIVE") == 0) {
            return -1;
        }
        int shown = framebufferOn(crtc);
        return shown == 0 ? -1 : framebufferPixel(shown, x, y);
    }

    private int framebufferOn(int crtc) {
        for (Plane plane : planes) {
            int id = (int) modeset.value(plane.id(), "FB_ID");
            if (modeset.value(plane.id(), "CRTC_ID") == crtc && id != 0
                    && modeset.value(plane.id(), "type") == FakeModeset.PLANE_TYPES.get("Primary")) {
                return id;
            }
        }
        return 0;
    }

    /** The colour, 0xRRGGBB, in a framebuffer. */
    public int framebufferPixel(int id, int x, int y) {
        return framebuffers.pixel(id, x, y);
    }

    /** Whether there is anything but zeros in a framebuffer. */
    public boolean hasPixels(int id) {
        return framebuffers.hasPixels(id);
    }

    /** Ends the test's side; to be called when the compositor has ended. */
    public void end() {
        readable.close();
    }

    /** A new user of the card. */
    Kms open() {
        open = true;
        return this;
    }

    FakeFramebuffers framebuffers() {
        return framebuffers;
    }

    Map<Integer, byte[]> blobs() {
        return blobs;
    }

    List<Plane> planesNow() {
        return planes;
    }

    List<Integer> crtcsNow() {
        return crtcs;
    }

    Map<Integer, Connector> connectorsNow() {
        return connectors;
    }

    /** Whether a number means something to whoever uses the card. */
    boolean isThere(int object) {
        return connectors.containsKey(object) || crtcs.contains(object)
                || planes.stream().anyMatch(plane -> plane.id() == object);
    }

    boolean isPending(int crtc) {
        return pending.containsKey(crtc);
    }

    @Override
    public int fd() {
        return readable.fd();
    }

    @Override
    public long device() {
        return DEVICE;
    }

    @Override
    public String driver() {
        return "fake";
    }

    @Override
    public boolean setClientCapability(ClientCapability capability) {
        return capability != ClientCapability.CURSOR_PLANE_HOTSPOT;
    }

    @Override
    public long capability(Capability capability) {
        return switch (capability) {
            case DUMB_BUFFER -> 1;
            case CURSOR_WIDTH, CURSOR_HEIGHT -> 64;
            case MODIFIERS -> 0;
        };
    }

    @Override
    public Reader reader() throws KmsException {
        check("opening a second way to the card");
        readers++;
        return new Reader() {
            @Override
            public Resources resources() throws KmsException {
                check("reading resources");
                return new Resources(List.copyOf(crtcs), List.copyOf(connectors.keySet()));
            }

            @Override
            public Connector connector(int id) throws KmsException {
                probed = true;
                try {
                    duringProbe.run();
                } finally {
                    probed = false;
                }
                check("reading a connector");
                Connector connector = connectors.get(id);
                if (connector == null) {
                    throw new KmsException("reading connector " + id, Errno.ENOENT);
                }
                return connector;
            }

            @Override
            public List<Plane> planes() throws KmsException {
                check("reading planes");
                return List.copyOf(planes);
            }

            @Override
            public KmsProperties properties(int object, ObjectType type) throws KmsException {
                check("reading properties");
                return modeset.properties(object);
            }

            @Override
            public void close() {
                readers--;
            }
        };
    }

    @Override
    public byte[] blob(int id) throws KmsException {
        check("reading a blob");
        return blobs.get(id).clone();
    }

    @Override
    public int createBlob(byte[] content) throws KmsException {
        check("making a blob");
        int id = FIRST_BLOB + nextId++;
        blobs.put(id, content.clone());
        return id;
    }

    @Override
    public void destroyBlob(int id) {
        if (blobs.remove(id) == null) {
            throw new AssertionError("there is no blob " + id);
        }
    }

    @Override
    public DumbBuffer createDumb(int width, int height) throws KmsException {
        check("making a buffer");
        if (dumbFailures > 0) {
            dumbFailures--;
            throw new KmsException("making a buffer", Errno.ENOMEM);
        }
        int stride = (4 * width + 63) / 64 * 64;
        int handle = nextId++;
        dumbs.put(handle, ByteBuffer.allocateDirect(stride * height));
        return new DumbBuffer(handle, stride, (long) stride * height);
    }

    @Override
    public void destroyDumb(int handle) {
        if (dumbs.remove(handle) == null) {
            throw new AssertionError("there is no buffer " + handle);
        }
    }

    @Override
    public ByteBuffer map(DumbBuffer buffer) throws KmsException {
        check("mapping");
        ByteBuffer mapping = dumbs.get(buffer.handle()).duplicate();
        mappings.add(mapping);
        return mapping;
    }

    @Override
    public void unmap(ByteBuffer mapping) {
        if (!mappings.removeIf(m -> m == mapping)) {
            throw new AssertionError("that is not mapped");
        }
    }

    @Override
    public int importHandle(int dmabuf) throws KmsException {
        check("importing");
        int handle = nextId++;
        imported.put(handle, dmabuf);
        return handle;
    }

    @Override
    public void closeHandle(int handle) {
        if (imported.remove(handle) == null) {
            throw new AssertionError("there is no handle " + handle);
        }
    }

    @Override
    public int addFramebuffer(Layout layout) throws KmsException {
        check("making a framebuffer");
        int handle = layout.handles()[0];
        if (!dumbs.containsKey(handle) && !imported.containsKey(handle)) {
            throw new KmsException("making a framebuffer", Errno.ENOENT);
        }
        int id = FIRST_FRAMEBUFFER + nextId++;
        if (imported.containsKey(handle) && !takesPictures) {
            throw new KmsException("making a framebuffer", Errno.EINVAL);
        }
        framebuffers.add(id, layout, dumbs.get(handle), imported.get(handle));
        return id;
    }

    @Override
    public void removeFramebuffer(int id) {
        framebuffers.remove(id);
        if (modeset.framebufferGone(id) && !gone) {
            stalls.add("removed framebuffer " + id + ", which was shown");
        }
    }

    @Override
    public void begin() {
        request.clear();
    }

    @Override
    public void add(int object, int property, long value) {
        request.put((long) object << 32 | property, value);
    }

    @Override
    public int commit(int flags, long token) {
        if (gone) {
            return -Errno.ENODEV;
        }
        if (!master) {
            return -Errno.EACCES;
        }
        if ((flags & TEST_ONLY) != 0) {
            tests++;
            if (!testRefusals.isEmpty()) {
                return -testRefusals.poll();
            }
            if ((flags & PAGE_FLIP_EVENT) != 0) {
                return -Errno.EINVAL;
            }
        } else if (!refusals.isEmpty()) {
            int errno = refusals.poll();
            gone |= errno == Errno.ENODEV;
            return -errno;
        }
        if ((flags & ALLOW_MODESET) != 0 && probed) {
            stalls.add("set a mode while screens were being asked");
        }
        if ((flags & (NONBLOCK | TEST_ONLY)) == 0) {
            stalls.add("waited for a commit");
        }
        List<Integer> touched = new ArrayList<>();
        int result = modeset.commit(request, flags, touched);
        if (result == 0 && (flags & TEST_ONLY) == 0) {
            commits++;
            if ((flags & PAGE_FLIP_EVENT) != 0) {
                touched.forEach(crtc -> pending.put(crtc, token));
                if (flipsAtOnce) {
                    flip(0);
                }
            }
        }
        return result;
    }

    @Override
    public int readEvents(Events handler) {
        readable.clear();
        if (gone) {
            return -Errno.ENODEV;
        }
        for (Flip flip = events.poll(); flip != null && open; flip = events.poll()) {
            handler.flipped(flip.token(), flip.crtc(), flip.nanos(), flip.sequence());
        }
        return 0;
    }

    @Override
    public void close() {
        open = false;
    }

    private void check(String what) throws KmsException {
        if (gone) {
            throw new KmsException(what, Errno.ENODEV);
        }
    }

    private static void tell(StringBuilder to, String what, int count) {
        if (count > 0) {
            to.append(count).append(' ').append(what).append(' ');
        }
    }
}
