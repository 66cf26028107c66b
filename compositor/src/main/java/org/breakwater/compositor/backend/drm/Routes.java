package org.breakwater.compositor.backend.drm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.compositor.backend.drm.Kms.ObjectType;

/** Which CRTC and which primary plane each newly found screen gets, from those that are free. */
final class Routes {
    /** A screen that can be lit. */
    record Route(Kms.Connector connector, int crtc, int plane) {
    }

    private Routes() {
    }

    /**
     * As many as can be lit. What a connector or a plane is joined to already is kept where that does no harm: a
     * mode is then set without anything else going dark.
     */
    static List<Route> find(Kms kms, Kms.Resources resources, List<Kms.Connector> connectors,
            List<DrmOutput> lit) throws KmsException {
        Set<Integer> taken = new HashSet<>();
        lit.forEach(output -> {
            taken.add(output.pipeline().crtc());
            taken.add(output.pipeline().plane());
        });
        List<Integer> crtcs = resources.crtcs();
        boolean[][] drives = new boolean[connectors.size()][crtcs.size()];
        int[] driven = new int[connectors.size()];
        for (int i = 0; i < connectors.size(); i++) {
            Kms.Connector connector = connectors.get(i);
            for (int c = 0; c < crtcs.size(); c++) {
                drives[i][c] = (connector.possibleCrtcs() & 1 << c) != 0
                        && !taken.contains(crtcs.get(c));
            }
            driven[i] = crtcs.indexOf((int) kms.properties(connector.id(), ObjectType.CONNECTOR)
                    .value("CRTC_ID"));
        }
        int[] crtcOf = Matching.of(drives, crtcs.size(), driven);
        return withPlanes(kms, crtcs, connectors, crtcOf, taken);
    }

    private static List<Route> withPlanes(Kms kms, List<Integer> crtcs,
            List<Kms.Connector> connectors, int[] crtcOf, Set<Integer> taken) throws KmsException {
        List<Kms.Plane> planes = new ArrayList<>();
        List<Integer> current = new ArrayList<>();
        for (Kms.Plane plane : kms.planes()) {
            KmsProperties properties = kms.properties(plane.id(), ObjectType.PLANE);
            if (properties.is("type", "Primary") && !taken.contains(plane.id())) {
                planes.add(plane);
                current.add((int) properties.value("CRTC_ID"));
            }
        }
        boolean[][] serves = new boolean[connectors.size()][planes.size()];
        int[] served = new int[connectors.size()];
        Arrays.fill(served, -1);
        for (int i = 0; i < connectors.size(); i++) {
            for (int p = 0; crtcOf[i] >= 0 && p < planes.size(); p++) {
                serves[i][p] = (planes.get(p).possibleCrtcs() & 1 << crtcOf[i]) != 0;
                if (current.get(p).equals(crtcs.get(crtcOf[i]))) {
                    served[i] = p;
                }
            }
        }
        int[] planeOf = Matching.of(serves, planes.size(), served);
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < connectors.size(); i++) {
            if (planeOf[i] >= 0) {
                routes.add(new Route(connectors.get(i), crtcs.get(crtcOf[i]),
                        planes.get(planeOf[i]).id()));
            }
        }
        return routes;
    }
}
