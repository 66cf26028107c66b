package org.breakwater.compositor.backend.drm;

import org.breakwater.compositor.backend.PictureFormats;

/**
 * From a plane through a CRTC to a connector: the objects that show one output's picture, and the properties by
 * which they are set. Writes into the card's request; owns nothing.
 */
final class Pipeline {
    private final Kms kms;
    private final int connector;
    private final int crtc;
    private final int plane;
    private final int connectorCrtc;
    private final int connectorLink;
    private final int crtcMode;
    private final int crtcActive;
    private final int crtcAdaptive;
    private final int planeFramebuffer;
    private final int planeCrtc;
    private final int[] source = new int[4];
    private final int[] place = new int[4];
    private final boolean adaptiveSync;
    private final int formats;
    private final PictureFormats shown;

    Pipeline(Kms kms, Survey survey, Routes.Route route) throws KmsException {
        this.kms = kms;
        this.connector = route.screen().id();
        this.crtc = route.crtc();
        this.plane = route.plane();
        KmsProperties ofConnector = route.screen().properties();
        KmsProperties ofCrtc = survey.crtc(crtc).properties();
        KmsProperties ofPlane = survey.plane(plane).properties();
        this.connectorCrtc = ofConnector.required("CRTC_ID");
        this.connectorLink = ofConnector.id(Survey.LINK);
        this.crtcMode = ofCrtc.required("MODE_ID");
        this.crtcActive = ofCrtc.required("ACTIVE");
        this.crtcAdaptive = ofCrtc.id("VRR_ENABLED");
        this.adaptiveSync = crtcAdaptive != 0 && ofConnector.value("vrr_capable") == 1;
        this.shown = new PictureFormats(kms.device(), PlaneFormats.shown(kms, survey.plane(plane)));
        this.formats = (int) ofPlane.value("IN_FORMATS");
        this.planeFramebuffer = ofPlane.required("FB_ID");
        this.planeCrtc = ofPlane.required("CRTC_ID");
        String[] sides = {"X", "Y", "W", "H"};
        for (int i = 0; i < sides.length; i++) {
            source[i] = ofPlane.required("SRC_" + sides[i]);
            place[i] = ofPlane.required("CRTC_" + sides[i]);
        }
    }

    int crtc() {
        return crtc;
    }

    int plane() {
        return plane;
    }

    /** The blob that says how a picture for the plane may be laid out; 0: there is none. */
    int formats() {
        return formats;
    }

    /** What of others' pictures the plane may show. */
    PictureFormats shown() {
        return shown;
    }

    /** Whether the screen can wait for frames. */
    boolean canAdapt() {
        return adaptiveSync;
    }

    /** A mode, and all that goes with it: the picture lies all over the screen. */
    void addMode(int modeBlob, boolean adaptive, KmsMode mode) {
        kms.add(connector, connectorCrtc, crtc);
        if (connectorLink != 0) {
            kms.add(connector, connectorLink, Survey.LINK_GOOD);    // if it was not: the card tries again
        }
        kms.add(crtc, crtcMode, modeBlob);
        kms.add(crtc, crtcActive, 1);
        if (crtcAdaptive != 0) {
            kms.add(crtc, crtcAdaptive, adaptive && adaptiveSync ? 1 : 0);
        }
        addPlace(mode.width(), mode.height());
    }

    private void addPlace(int width, int height) {
        kms.add(plane, planeCrtc, crtc);
        kms.add(plane, source[0], 0);
        kms.add(plane, source[1], 0);
        kms.add(plane, source[2], (long) width << 16);
        kms.add(plane, source[3], (long) height << 16);
        kms.add(plane, place[0], 0);
        kms.add(plane, place[1], 0);
        kms.add(plane, place[2], width);
        kms.add(plane, place[3], height);
    }

    void addPicture(int framebuffer) {
        kms.add(plane, planeFramebuffer, framebuffer);
    }

    /** Keeps the mode, and turns the screen off. */
    void addAsleep() {
        kms.add(crtc, crtcActive, 0);
    }

    /** Turns the screen off, and lets go of all but the connector. */
    void addBare() {
        kms.add(crtc, crtcActive, 0);
        kms.add(plane, planeFramebuffer, 0);
        kms.add(plane, planeCrtc, 0);
    }

    /** Lets go of everything. */
    void addOff() {
        kms.add(connector, connectorCrtc, 0);
        kms.add(crtc, crtcMode, 0);
        kms.add(crtc, crtcActive, 0);
        kms.add(plane, planeFramebuffer, 0);
        kms.add(plane, planeCrtc, 0);
    }
}
