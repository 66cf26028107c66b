package org.breakwater.compositor.backend.drm;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.compositor.backend.drm.Kms.ObjectType;

/**
 * What a card had, and what was plugged into it, when somebody looked. Immutable.
 *
 * @param crtcs in the card's order
 * @param planes in the card's order
 */
record Survey(List<Crtc> crtcs, List<Screen> screens, List<Layer> planes) {
    /** Whether what comes out of a connector still arrives; the card says when not, and who sets a mode says so again. */
    static final String LINK = "link-status";
    static final int LINK_GOOD = 0;

    /** A CRTC, its bit in masks of them, and what it was set to. */
    record Crtc(int id, int bit, KmsProperties properties) {
        boolean isIn(int mask) {
            return (mask & bit) != 0;
        }
    }

    /** A connector and what it was set to. */
    record Screen(Kms.Connector connector, KmsProperties properties) {
        int id() {
            return connector.id();
        }

        String name() {
            return connector.name();
        }

        /** Whether nothing of what is shown arrives there, until a mode is set again. */
        boolean isLinkBad() {
            return properties.value(LINK) != LINK_GOOD;
        }

        /** Whether there is something that a desktop can be shown on. */
        boolean isUsable() {
            return connector.connected() && !connector.modes().isEmpty()
                    && properties.value("non-desktop") == 0;
        }
    }

    /** A plane and what it was set to. */
    record Layer(Kms.Plane plane, KmsProperties properties) {
        int id() {
            return plane.id();
        }
    }

    Survey {
        crtcs = List.copyOf(crtcs);
        screens = List.copyOf(screens);
        planes = List.copyOf(planes);
    }

    /** Looks; as slow as the screens are. What vanishes meanwhile is left out. */
    static Survey of(Kms.Reader card) throws KmsException {
        Kms.Resources resources = card.resources();
        List<Screen> screens = new ArrayList<>();
        for (int id : resources.connectors()) {
            addUnlessGone(screens,
                    () -> new Screen(card.connector(id), card.properties(id, ObjectType.CONNECTOR)));
        }
        List<Crtc> crtcs = new ArrayList<>();
        for (int i = 0; i < resources.crtcs().size(); i++) {
            int id = resources.crtcs().get(i);
            int bit = 1 << i;
            addUnlessGone(crtcs, () -> new Crtc(id, bit, card.properties(id, ObjectType.CRTC)));
        }
        List<Layer> planes = new ArrayList<>();
        for (Kms.Plane plane : card.planes()) {
            addUnlessGone(planes, () -> new Layer(plane, card.properties(plane.id(), ObjectType.PLANE)));
        }
        return new Survey(crtcs, screens, planes);
    }

    /** Reads something of a card's. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws KmsException;
    }

    /** Adds what is read, if it is there still. */
    static <T> void addUnlessGone(List<T> list, Reading<T> reading) throws KmsException {
        try {
            list.add(reading.read());
        } catch (KmsException refused) {
            if (refused.errno() != Errno.ENOENT) {
                throw refused;
            }
        }
    }

    /** @throws IllegalArgumentException when it has none of this number */
    Crtc crtc(int id) {
        for (Crtc each : crtcs) {
            if (each.id() == id) {
                return each;
            }
        }
        throw new IllegalArgumentException("there is no CRTC " + id);
    }

    Layer plane(int id) {
        for (Layer each : planes) {
            if (each.id() == id) {
                return each;
            }
        }
        throw new IllegalArgumentException("there is no plane " + id);
    }
}
