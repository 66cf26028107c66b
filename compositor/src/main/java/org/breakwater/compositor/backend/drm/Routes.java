package org.breakwater.compositor.backend.drm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which CRTC and which primary plane each newly found screen gets, from those that are free. */
final class Routes {
    /** A screen that can be lit. */
    record Route(Survey.Screen screen, int crtc, int plane) {
    }

    private Routes() {
    }

    /**
     * As many as can be lit. What a connector or a plane is joined to already is kept where that does no harm: a
     * mode is then set without anything else going dark.
     */
    static List<Route> find(Survey survey, List<Survey.Screen> screens, List<DrmOutput> lit) {
        Set<Integer> taken = new HashSet<>();
        lit.forEach(output -> {
            taken.add(output.pipeline().crtc());
            taken.add(output.pipeline().plane());
        });
        List<Integer> crtcs = survey.crtcs().stream().map(Survey.Crtc::id).toList();
        boolean[][] drives = new boolean[screens.size()][crtcs.size()];
        int[] driven = new int[screens.size()];
        for (int i = 0; i < screens.size(); i++) {
            Survey.Screen screen = screens.get(i);
            for (int c = 0; c < crtcs.size(); c++) {
                drives[i][c] = survey.crtcs().get(c).isIn(screen.connector().possibleCrtcs())
                        && !taken.contains(crtcs.get(c));
            }
            driven[i] = crtcs.indexOf((int) screen.properties().value("CRTC_ID"));
        }
        int[] crtcOf = Matching.of(drives, crtcs.size(), driven);
        return withPlanes(survey, screens, crtcOf, taken);
    }

    private static List<Route> withPlanes(Survey survey, List<Survey.Screen> screens, int[] crtcOf,
            Set<Integer> taken) {
        List<Survey.Crtc> crtcs = survey.crtcs();
        List<Kms.Plane> planes = new ArrayList<>();
        List<Integer> current = new ArrayList<>();
        for (Survey.Layer layer : survey.planes()) {
            if (layer.properties().is("type", "Primary") && !taken.contains(layer.id())) {
                planes.add(layer.plane());
                current.add((int) layer.properties().value("CRTC_ID"));
            }
        }
        boolean[][] serves = new boolean[screens.size()][planes.size()];
        int[] served = new int[screens.size()];
        Arrays.fill(served, -1);
        for (int i = 0; i < screens.size(); i++) {
            for (int p = 0; crtcOf[i] >= 0 && p < planes.size(); p++) {
                serves[i][p] = crtcs.get(crtcOf[i]).isIn(planes.get(p).possibleCrtcs());
                if (current.get(p) == crtcs.get(crtcOf[i]).id()) {
                    served[i] = p;
                }
            }
        }
        int[] planeOf = Matching.of(serves, planes.size(), served);
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < screens.size(); i++) {
            if (planeOf[i] >= 0) {
                routes.add(new Route(screens.get(i), crtcs.get(crtcOf[i]).id(),
                        planes.get(planeOf[i]).id()));
            }
        }
        return routes;
    }
}
