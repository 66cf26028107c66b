package org.breakwater.compositor.backend.drm;

import java.util.function.IntUnaryOperator;
import org.breakwater.compositor.backend.ClientPicture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one output asks of its card for a frame, all at once or not at all: its mode, where the card does not have that
 * yet, its picture, and the pointer's plane where that has changed.
 */
final class FrameRequest {
    private static final Logger LOG = LoggerFactory.getLogger(FrameRequest.class);
    /** Without waiting; a page flip follows. */
    static final int FOR_GOOD = Kms.NONBLOCK | Kms.PAGE_FLIP_EVENT;

    private final DrmDevice device;
    private final Kms kms;
    private final String name;
    private final Pipeline pipeline;
    private final ScreenMode mode;
    private final OutputPictures pictures;
    private final CursorPlane pointer;
    private final Runnable pointerRefused;
    private final IntUnaryOperator sendPicture = this::send;
    private boolean setsMode;
    private long token;

    /** {@code pointer}: may be null; {@code pointerRefused}: it is to be drawn from now on. */
    FrameRequest(DrmDevice device, String name, Pipeline pipeline, ScreenMode mode, OutputPictures pictures,
            CursorPlane pointer, Runnable pointerRefused) {
        this.device = device;
        this.kms = device.kms();
        this.name = name;
        this.pipeline = pipeline;
        this.mode = mode;
        this.pictures = pictures;
        this.pointer = pointer;
        this.pointerRefused = pointerRefused;
    }

    /** Whether the last one set the mode as well. */
    boolean setsMode() {
        return setsMode;
    }

    /** That the last one was sent with, which comes back with its page flip. */
    long token() {
        return token;
    }

    /**
     * Sends what is to be shown; 0, or the errno negated. A card that does not take the pointer's plane shall show
     * frames all the same.
     */
    int show() {
        setsMode = !mode.isSet();
        if (setsMode && !mode.prepare()) {
            return -Errno.ENOMEM;
        }
        int result = send(FOR_GOOD);
        if (pointer == null || !pointer.isWanted() || !Errno.isAboutContent(-result) || pictures.isClients()) {
            return result;
        }
        pointer.refuse();
        device.clientFramebuffers().rearranged();
        LOG.info("the pointer is drawn on {}: its plane was refused, {}", name, Errno.describe(-result));
        pointerRefused.run();
        return send(FOR_GOOD);
    }

    /** Sends a client's picture: as {@link #show}, or {@link OutputPictures#REFUSED}. */
    int show(ClientPicture picture) {
        setsMode = !mode.isSet();
        if (setsMode && !mode.prepare()) {
            return OutputPictures.REFUSED;
        }
        return pictures.commit(picture, setsMode, sendPicture);
    }

    private int send(int flags) {
        token = device.nextToken();
        kms.begin();
        if (setsMode) {
            mode.addTo();
        }
        pipeline.addPicture(pictures.framebuffer());
        boolean pointed = pointer != null && (setsMode || pointer.isChanged());
        if (pointed) {
            pointer.addTo();
        }
        int result = kms.commit(flags | (setsMode ? Kms.ALLOW_MODESET : 0), token);
        if (result == 0 && pointed && flags == FOR_GOOD) {
            pointer.committed();
        }
        return result;
    }
}
