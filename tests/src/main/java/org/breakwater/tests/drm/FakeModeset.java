package org.breakwater.tests.drm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.breakwater.compositor.backend.drm.Errno;
import org.breakwater.compositor.backend.drm.Kms;
import org.breakwater.compositor.backend.drm.KmsException;
import org.breakwater.compositor.backend.drm.KmsMode;
import org.breakwater.compositor.backend.drm.KmsProperties;

/** The state of a card's objects, and the rules by which the kernel lets it be changed: all at once or not at all. */
final class FakeModeset {
    static final Map<String, Long> PLANE_TYPES = Map.of("Overlay", 0L, "Primary", 1L, "Cursor", 2L);

    private static final int FIRST_PROPERTY = 5000;

    private final FakeKms card;
    private final Map<String, Integer> properties = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private Map<Integer, Map<String, Long>> state = new TreeMap<>();

    FakeModeset(FakeKms card) {
        this.card = card;
    }

    void add(int object, Map<String, Long> values) {
        state.put(object, new TreeMap<>(values));
        for (String name : values.keySet()) {
            int id = properties.computeIfAbsent(name, n -> FIRST_PROPERTY + properties.size());
            names.put(id, name);
        }
    }

    void set(int object, String property, long value) {
        state.get(object).put(property, value);
    }

    long value(int object, String property) {
        Map<String, Long> values = state.get(object);
        return values == null ? 0 : values.getOrDefault(property, 0L);
    }

    KmsProperties properties(int object) throws KmsException {
        Map<String, Long> values = state.get(object);
        if (!card.isThere(object)) {
            throw new KmsException("reading the properties of " + object, Errno.ENOENT);
        }
        Map<String, KmsProperties.Property> read = new HashMap<>();
        values.forEach((name, value) -> read.put(name, new KmsProperties.Property(
                properties.get(name), value, name.equals("type") ? PLANE_TYPES : Map.of())));
        return new KmsProperties(read);
    }

    /** What shows it goes dark, which takes its time; says whether anything did. */
    boolean framebufferGone(int id) {
        boolean shown = false;
        for (Map<String, Long> values : state.values()) {
            if (values.getOrDefault("FB_ID", 0L) == id) {
                values.put("FB_ID", 0L);
                values.put("CRTC_ID", 0L);
                shown = true;
            }
        }
        return shown;
    }

    /** {@code touched} gets the CRTCs that this is about. */
    int commit(Map<Long, Long> request, int flags, List<Integer> touched) {
        Map<Integer, Map<String, Long>> next = new TreeMap<>();
        state.forEach((object, values) -> next.put(object, new TreeMap<>(values)));
        boolean modeset = false;
        for (Map.Entry<Long, Long> each : request.entrySet()) {
            int object = (int) (each.getKey() >> 32);
            String name = names.get((int) (long) each.getKey());
            Map<String, Long> values = next.get(object);
            if (!card.isThere(object) || !values.containsKey(name)) {
                return -Errno.ENOENT;
            }
            touch(object, values, touched);
            long before = values.put(name, each.getValue());
            if (before != each.getValue() && (name.equals("MODE_ID") || name.equals("ACTIVE")
                    || card.connectorsNow().containsKey(object))) {
                modeset = true;
            }
            touch(object, values, touched);
        }
        if (modeset && (flags & Kms.ALLOW_MODESET) == 0 || !isSound(next, touched)) {
            return -Errno.EINVAL;
        }
        for (int crtc : touched) {
            if ((flags & Kms.PAGE_FLIP_EVENT) != 0 && next.get(crtc).get("ACTIVE") == 0
                    && value(crtc, "ACTIVE") == 0) {
                return -Errno.EINVAL;
            }
            if ((flags & Kms.NONBLOCK) != 0 && card.isPending(crtc)) {
                return -Errno.EBUSY;
            }
        }
        if ((flags & Kms.TEST_ONLY) == 0) {
            state = next;
        }
        return 0;
    }

    private void touch(int object, Map<String, Long> values, List<Integer> touched) {
        int crtc = card.crtcsNow().contains(object)
                ? object
                : (int) (long) values.getOrDefault("CRTC_ID", 0L);
        if (crtc != 0 && !touched.contains(crtc)) {
            touched.add(crtc);
        }
    }

    /** Only what a request is about is looked at. */
    private boolean isSound(Map<Integer, Map<String, Long>> next, List<Integer> touched) {
        for (int crtc : touched) {
            long mode = next.get(crtc).get("MODE_ID");
            boolean driven = next.values().stream().anyMatch(
                    values -> values.containsKey("vrr_capable") && values.get("CRTC_ID") == crtc);
            if (driven != (mode != 0) || mode == 0 && next.get(crtc).get("ACTIVE") != 0
                    || mode != 0 && !card.blobs().containsKey((int) mode)
                            && next.get(crtc).get("MODE_ID") != value(crtc, "MODE_ID")) {
                return false;
            }
        }
        for (Kms.Plane plane : card.planesNow()) {
            if (touched.contains((int) (long) next.get(plane.id()).get("CRTC_ID"))
                    && !isSound(plane, next)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSound(Kms.Plane plane, Map<Integer, Map<String, Long>> next) {
        Map<String, Long> values = next.get(plane.id());
        int framebuffer = (int) (long) values.get("FB_ID");
        int crtc = (int) (long) values.get("CRTC_ID");
        if (framebuffer == 0 || crtc == 0) {
            return framebuffer == 0 && crtc == 0;
        }
        Kms.Layout shown = card.framebuffers().layout(framebuffer);
        int bit = card.crtcsNow().indexOf(crtc);
        if (shown == null || !plane.formats().contains(shown.format()) || bit < 0 || (plane.possibleCrtcs() & 1 << bit) == 0
                || (values.get("SRC_W") >> 16) > shown.width()
                || (values.get("SRC_H") >> 16) > shown.height()) {
            return false;
        }
        if (!values.get("type").equals(PLANE_TYPES.get("Primary"))) {
            return true;
        }
        byte[] bytes = card.blobs().get((int) (long) next.get(crtc).get("MODE_ID"));
        if (bytes == null) {
            return true;    // its blob is gone, the mode is not
        }
        KmsMode mode = new KmsMode(bytes);
        return values.get("CRTC_W") == mode.width() && values.get("CRTC_H") == mode.height();
    }
}
