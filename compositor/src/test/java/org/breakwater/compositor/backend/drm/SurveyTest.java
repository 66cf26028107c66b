package org.breakwater.compositor.backend.drm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a look at a card finds while things vanish from it. */
final class SurveyTest {
    private static final int FIRST_CRTC = 10;
    private static final int SECOND_CRTC = 11;
    private static final int FIRST_PLANE = 20;
    private static final int SECOND_PLANE = 21;
    private static final int SCREEN = 30;

    /** Two CRTCs, a primary plane for each, and a screen that both can drive; some cannot be read. */
    private static final class Card implements Kms.Reader {
        private final Map<Integer, Integer> refusals = new HashMap<>();

        @Override
        public Kms.Resources resources() {
            return new Kms.Resources(List.of(FIRST_CRTC, SECOND_CRTC), List.of(SCREEN));
        }

        @Override
        public Kms.Connector connector(int id) {
            return new Kms.Connector(id, "DP-1", true, 0, 0, 0b11, List.of(KmsMode.of(64, 48, 60_000, true)));
        }

        @Override
        public List<Kms.Plane> planes() {
            return List.of(new Kms.Plane(FIRST_PLANE, 0b01, List.of()),
                    new Kms.Plane(SECOND_PLANE, 0b10, List.of()));
        }

        @Override
        public KmsProperties properties(int object, Kms.ObjectType type) throws KmsException {
            if (refusals.containsKey(object)) {
                throw new KmsException("reading " + object, refusals.get(object));
            }
            return new KmsProperties(Map.of("type", new KmsProperties.Property(1, 1, Map.of("Primary", 1L))));
        }

        @Override
        public void close() {
        }
    }

    private final Card card = new Card();

    private List<Routes.Route> routes() throws KmsException {
        Survey survey = Survey.of(card);
        return Routes.find(survey, survey.screens(), List.of());
    }

    @Test
    void aCrtcThatVanishesLeavesTheOthersTheirBits() throws KmsException {
        assertEquals(FIRST_CRTC, routes().get(0).crtc());
        card.refusals.put(FIRST_CRTC, Errno.ENOENT);
        Routes.Route route = routes().get(0);
        assertEquals(SECOND_CRTC, route.crtc());
        assertEquals(SECOND_PLANE, route.plane());
    }

    @Test
    void aPlaneThatVanishesIsLeftOut() throws KmsException {
        card.refusals.put(FIRST_PLANE, Errno.ENOENT);
        Survey survey = Survey.of(card);
        assertEquals(List.of(SECOND_PLANE), survey.planes().stream().map(Survey.Layer::id).toList());
        assertEquals(2, survey.crtcs().size());
    }

    @Test
    void aConnectorThatVanishesIsLeftOut() throws KmsException {
        card.refusals.put(SCREEN, Errno.ENOENT);
        assertEquals(List.of(), Survey.of(card).screens());
    }

    @Test
    void anyOtherRefusalIsOne() {
        for (int each : List.of(FIRST_CRTC, FIRST_PLANE, SCREEN)) {
            card.refusals.clear();
            card.refusals.put(each, Errno.EACCES);
            assertEquals(Errno.EACCES, assertThrows(KmsException.class, () -> Survey.of(card)).errno());
        }
    }
}
