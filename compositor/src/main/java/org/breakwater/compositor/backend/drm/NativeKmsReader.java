package org.breakwater.compositor.backend.drm;

import com.kenai.jffi.MemoryIO;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.compositor.backend.drm.Kms.Connector;
import org.breakwater.compositor.backend.drm.Kms.ObjectType;
import org.breakwater.compositor.backend.drm.Kms.Plane;
import org.breakwater.compositor.backend.drm.Kms.Resources;
import org.breakwater.protocol.ffi.NativeFunction;
import org.breakwater.protocol.ffi.NativeLibrary;
import org.breakwater.protocol.ffi.NativeText;

/**
 * What libdrm reads of a card. Has nothing in common with {@link NativeKms} but the card: it may be in the middle of a
 * call while that is used, and outlives it.
 */
final class NativeKmsReader implements Kms.Reader {
    private static final MemoryIO MEMORY = MemoryIO.getInstance();
    private static final NativeLibrary DRM = NativeLibrary.load("libdrm.so.2");
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
    private static final NativeLibrary C = NativeLibrary.c();
    private static final NativeFunction FCNTL = C.function("fcntl");
    private static final NativeFunction CLOSE = C.function("close");

    private static final int DUPFD_CLOEXEC = 1030;
    private static final int CONNECTED = 1;
    private static final String[] CONNECTOR_TYPES = {"Unknown", "VGA", "DVI-I", "DVI-D", "DVI-A",
        "Composite", "SVIDEO", "LVDS", "Component", "DIN", "DP", "HDMI-A", "HDMI-B", "TV", "eDP",
        "Virtual", "DSI", "DPI", "Writeback", "SPI", "USB"};

    /** What a property is called; the same for every object that has it. */
    private record Meaning(String name, Map<String, Long> choices) {
    }

    private final int fd;
    private final Map<Integer, Meaning> meanings = new HashMap<>();

    /** {@code card}: copied. */
    NativeKmsReader(int card) throws KmsException {
        fd = (int) FCNTL.call(card, DUPFD_CLOEXEC, 0);
        if (fd < 0) {
            throw new KmsException("opening a second way to the card", NativeLibrary.errno());
        }
    }

    @Override
    public Resources resources() throws KmsException {
        long resources = NativeKms.found("reading what the card has", GET_RESOURCES.call(fd));
        Resources read = new Resources(
                numbers(MEMORY.getAddress(resources + 24), MEMORY.getInt(resources + 16)),
                numbers(MEMORY.getAddress(resources + 40), MEMORY.getInt(resources + 32)));
        FREE_RESOURCES.call(resources);
        return read;
    }

    @Override
    public Connector connector(int id) throws KmsException {
        long connector = NativeKms.found("asking connector " + id, GET_CONNECTOR.call(fd, id));
        try {
            int type = MEMORY.getInt(connector + 8);
            String name = (type >= 0 && type < CONNECTOR_TYPES.length
                    ? CONNECTOR_TYPES[type]
                    : CONNECTOR_TYPES[0]) + "-" + MEMORY.getInt(connector + 12);
            List<KmsMode> modes = new ArrayList<>();
            long mode = MEMORY.getAddress(connector + 40);
            for (int i = 0; i < MEMORY.getInt(connector + 32); i++) {
                modes.add(new KmsMode(NativeKms.bytes(mode + (long) i * KmsMode.BYTES, KmsMode.BYTES)));
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
        long resources = NativeKms.found("reading what planes there are", GET_PLANES.call(fd));
        List<Integer> ids = numbers(MEMORY.getAddress(resources + 8), MEMORY.getInt(resources));
        FREE_PLANES.call(resources);
        List<Plane> planes = new ArrayList<>();
        for (int id : ids) {
            Survey.addUnlessGone(planes, () -> plane(id));
        }
        return planes;
    }

    private Plane plane(int id) throws KmsException {
        long plane = NativeKms.found("reading plane " + id, GET_PLANE.call(fd, id));
        Plane read = new Plane(id, MEMORY.getInt(plane + 44),
                numbers(MEMORY.getAddress(plane + 8), MEMORY.getInt(plane)));
        FREE_PLANE.call(plane);
        return read;
    }

    @Override
    public KmsProperties properties(int object, ObjectType type) throws KmsException {
        long list = NativeKms.found("reading the properties of " + object,
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
    public void close() {
        CLOSE.call(fd);
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
            long property = NativeKms.found("reading property " + id, GET_PROPERTY.call(fd, id));
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

    private static List<Integer> numbers(long address, int count) {
        List<Integer> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(MEMORY.getInt(address + 4L * i));
        }
        return List.copyOf(numbers);
    }
}
